namespace Haochaping.Host.Rehearsal;

/// <summary>工作台演练 — one rehearsal at a time, of bounded length: it must never cost the house its breath.</summary>
internal sealed class OneAtATime(IConfiguration settings) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lazy<RehearsalRoom> room = new(() => new RehearsalRoom(settings));

    /// <summary>Plays a file, or says why not now.</summary>
    public async Task<Result<Outcome>> PlayAsync(string file, string text, CancellationToken cancel)
    {
        if (!await turn.WaitAsync(0, cancel))
        {
            return new Refusal(RefusalKind.Busy, "rehearsal-running", "另一场演练正在进行，请等它结束后再试。");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            return await room.Value.PlayAsync(file, text, limit.Token);
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

    public void Dispose()
    {
        turn.Dispose();
        if (room.IsValueCreated)
        {
            room.Value.Dispose();
        }
    }
}
