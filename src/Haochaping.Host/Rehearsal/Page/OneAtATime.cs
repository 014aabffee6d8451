namespace Haochaping.Host.Rehearsal;

/// <summary>工作台演练 — one rehearsal at a time, of bounded length: it must never cost the house its breath.</summary>
internal sealed class OneAtATime(IConfiguration settings) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lazy<RehearsalRoom> room = new(() => new RehearsalRoom(settings));

    /// <summary>Plays a file, or says why not now.</summary>
    public async Task<Result<Outcome>> PlayAsync(string file, string text, CancellationToken cancel) => await turn.WaitAsync(0, cancel)
        ? await PlayAloneAsync(file, text, null, cancel)
        : new Refusal(RefusalKind.Busy, "rehearsal-running", "另一场演练正在进行，请等它结束后再试。");

    /// <summary>Plays a file with a draft in the place of its pack, as soon as nobody else plays.</summary>
    public async Task<Result<Outcome>> PlayInTurnAsync(string file, string text, Understudy draft, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        return await PlayAloneAsync(file, text, draft, cancel);
    }

    public void Dispose()
    {
        turn.Dispose();
        if (room.IsValueCreated)
        {
            room.Value.Dispose();
        }
    }

    private async Task<Result<Outcome>> PlayAloneAsync(string file, string text, Understudy? draft, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            return await room.Value.PlayAsync(file, text, draft, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Refusal(RefusalKind.Unprocessable, "rehearsal-too-long", "演练超过 2 分钟，已停止：请减少步骤，或用命令 policy rehearse。");
        }
        finally
        {
            turn.Release();
        }
    }
}
