using System.Collections.Frozen;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Haochaping.Kernel.Data;

/// <summary>
/// What a module says about a use case that goes through the lanes: which row decides, and the decision. Loads and writes
/// of many requests are then done together; the decision still reads as if it were alone.
/// </summary>
/// <typeparam name="TRequest">What was asked.</typeparam>
/// <typeparam name="TRow">The row that is the single claim.</typeparam>
/// <typeparam name="TAnswer">What is answered.</typeparam>
public interface ILaneWork<TRequest, TRow, TAnswer>
    where TRow : class
{
    /// <summary>Property of <typeparamref name="TRow"/> whose unchanged value makes the claim good.</summary>
    string Guard { get; }

    /// <summary>Key of the row a request is about.</summary>
    object[] KeyOf(TRequest request);

    /// <summary>Key of a loaded row.</summary>
    object[] KeyOf(TRow row);

    /// <summary>Pure: what becomes of the request, given the row as it stands (null when there is none).</summary>
    Decision<TRow, TAnswer> Decide(TRequest request, TRow? row);
}

/// <summary>The outcome of one decision.</summary>
/// <param name="Answer">What is answered once it is durable.</param>
/// <param name="Claim">What is written; null when nothing is.</param>
public sealed record Decision<TRow, TAnswer>(TAnswer Answer, RowClaim? Claim)
    where TRow : class
{
    /// <summary>An answer that writes nothing.</summary>
    public static implicit operator Decision<TRow, TAnswer>(TAnswer answer) => new(answer, null);
}

/// <summary>
/// 提交通道 — requests of many people share one load, one transaction and one sync to disk. A lane that fails retries its
/// requests singly, so that one bad text cannot fail 255 other people; nothing is cancelled once it is queued; a full
/// queue is said at once; after a lost COMMIT answer the decision meets its own row and recognises it.
/// </summary>
public sealed class Lanes<TRequest, TRow, TAnswer>(
    IServiceScopeFactory scopes, IStore store, ILaneWork<TRequest, TRow, TAnswer> work, ILogger<Lanes<TRequest, TRow, TAnswer>> log) : BackgroundService
    where TRow : class
{
    private const int BatchSize = 256;
    private static readonly Refusal Full = new(RefusalKind.Busy, "busy", "系统繁忙，您的内容没有丢失，请稍后再提交一次。");

    private readonly Channel<Item> queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(16 * BatchSize) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Queues a request; completes when the answer is durable. Refuses when the queue is full.</summary>
    public async Task<Result<TAnswer>> SubmitAsync(TRequest request)
    {
        var item = new Item(request, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return queue.Writer.TryWrite(item) ? await item.Answer.Task : Full;
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, store.WriteLanes).Select(_ => Task.Run(RunAsync, CancellationToken.None)));

    /// <inheritdoc />
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete(); // what is queued is still answered: the lanes end when the queue is empty
        return base.StopAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        var batch = new List<Item>(BatchSize);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            await AnswerAllAsync(batch);
            batch.Clear();
        }
    }

    // A store that is full or away is nobody's own fault: one by one they would only wait for one another, so all try once more (a COMMIT
    // may have lost nothing but its answer) and are then told together. Any other fault is looked for one by one.
    private async Task AnswerAllAsync(IReadOnlyList<Item> items, bool isRetry = false)
    {
        try
        {
            await ProcessAsync(items);
        }
        catch (Exception e)
        {
            var (refusal, open) = (store.Diagnose(e), items.Where(i => !i.Answer.Task.IsCompleted).ToList());
            var together = items.Count == 1 || refusal?.Kind == RefusalKind.Busy;
            if (!together)
            {
                foreach (var item in open)
                {
                    await AnswerAllAsync([item]);
                }
            }
            else if (!isRetry)
            {
                await AnswerAllAsync(open, isRetry: true);
            }
            else if (refusal is null)
            {
                open.ForEach(i => i.Answer.TrySetException(e));
            }
            else
            {
                LaneLog.Refused(log, e, open.Count, refusal.Code);
                open.ForEach(i => i.Answer.TrySetResult(refusal)); // a value: whoever waits for many loses none of them
            }
        }
    }

    // Rounds: requests on a row that this batch has just claimed, and claims that another lane won, are decided again
    // on the row as it then stands.
    private async Task ProcessAsync(IReadOnlyList<Item> items)
    {
        for (var pending = items; pending.Count > 0;)
        {
            pending = await RoundAsync(pending);
        }
    }

    private async Task<List<Item>> RoundAsync(IReadOnlyList<Item> items)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var keys = items.Select(i => work.KeyOf(i.Request)).DistinctBy(KeyText).ToList();
        var rows = (await store.LoadAsync<TRow>(db, keys, CancellationToken.None)).ToFrozenDictionary(r => KeyText(work.KeyOf(r)));

        var again = new List<Item>();
        var claims = new List<(Item Item, Decision<TRow, TAnswer> Decision)>();
        var claimed = new HashSet<string>();
        foreach (var item in items)
        {
            var key = KeyText(work.KeyOf(item.Request));
            if (claimed.Contains(key))
            {
                again.Add(item);
                continue;
            }

            var decision = work.Decide(item.Request, rows.GetValueOrDefault(key));
            if (decision.Claim is null)
            {
                item.Answer.TrySetResult(decision.Answer);
                continue;
            }

            claimed.Add(key);
            claims.Add((item, decision));
        }

        if (claims.Count > 0)
        {
            again.AddRange(await SaveAsync(db, claims));
        }

        return again;
    }

    private async Task<IEnumerable<Item>> SaveAsync(AppDb db, List<(Item Item, Decision<TRow, TAnswer> Decision)> claims)
    {
        var won = await store.ClaimAndInsertAsync(db, RowClaims.Of<TRow>(db, work.Guard, [.. claims.Select(c => c.Decision.Claim!)]));
        for (var i = 0; i < claims.Count; i++)
        {
            if (won[i])
            {
                claims[i].Item.Answer.TrySetResult(claims[i].Decision.Answer);
            }
        }

        return claims.Where((_, i) => !won[i]).Select(c => c.Item);
    }

    private static string KeyText(object[] key) => string.Join('|', key);

    private sealed record Item(TRequest Request, TaskCompletionSource<Result<TAnswer>> Answer);
}

internal static partial class LaneLog
{
    [LoggerMessage(LogLevel.Error, "The store refused {Count} submissions: {Code}.")]
    public static partial void Refused(ILogger log, Exception e, int count, string code);
}
