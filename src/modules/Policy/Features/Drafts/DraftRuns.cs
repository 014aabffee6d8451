using System.Collections.Concurrent;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>
/// 演练进行 — the drafts that are being rehearsed on this node. It takes minutes, so nobody's page waits for it; what comes of it is kept
/// with the draft, beside the hash of the text that was played.
/// </summary>
internal sealed partial class DraftRuns(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftRuns> log) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Guid, DraftRun> runs = new();
    private readonly ConcurrentDictionary<Guid, Task> plays = new();
    private readonly CancellationTokenSource closing = new();

    /// <summary>The run of a draft, or null. Ask before the draft is loaded: what ends in between is then still told as running, never as not played.</summary>
    public DraftRun? Of(Guid draft) => runs.GetValueOrDefault(draft);

    /// <summary>Starts one, unless the draft is being played already.</summary>
    public bool Start(PackDraft draft)
    {
        var run = new DraftRun(draft.Hash);
        if (runs.AddOrUpdate(draft.Id, run, (_, known) => known.HasFailed ? run : known) != run)
        {
            return false;
        }

        plays[draft.Id] = Task.Run(() => PlayAsync(draft, run, closing.Token), CancellationToken.None);
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await closing.CancelAsync();
        await Task.WhenAll(plays.Values);
    }

    public void Dispose() => closing.Dispose();

    private async Task PlayAsync(PackDraft draft, DraftRun run, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var played = new List<PlayedRehearsal>();
            foreach (var rehearsal in scope.ServiceProvider.GetServices<IRehearsePack>())
            {
                played.AddRange(await rehearsal.RunAsync(draft.PackId, draft.Body, run.Tell, cancel));
            }

            // No step of the draft: who plays it again changes nothing, and the hash says which text it was.
            var found = new DraftRehearsal(run.Hash, clock.Now(), played);
            await scope.ServiceProvider.GetRequiredService<AppDb>().PackDrafts.Where(d => d.Id == draft.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Rehearsal, found), cancel);
            runs.TryRemove(draft.Id, out _);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            runs.TryRemove(draft.Id, out _); // the house closes: it stays 未演练
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogFault(e, draft.FileName);
            run.Fail();
        }
    }

    [LoggerMessage(LogLevel.Error, "The rehearsal of the draft {Draft} did not come to its end.")]
    private partial void LogFault(Exception e, string draft);
}

/// <summary>一次演练的进度 — how far the play of one text is.</summary>
internal sealed class DraftRun(string hash)
{
    private volatile Progress progress = new(0, 0);
    private volatile bool failed;

    public string Hash => hash;

    public int Done => progress.Done;

    public int All => progress.All;

    /// <summary>It broke off; another may be started.</summary>
    public bool HasFailed => failed;

    public void Tell(int done, int all) => progress = new(done, all);

    public void Fail() => failed = true;

    private sealed record Progress(int Done, int All);
}
