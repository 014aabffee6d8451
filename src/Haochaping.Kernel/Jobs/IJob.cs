namespace Haochaping.Kernel.Jobs;

/// <summary>定时任务 — work that runs again and again under a lease, so on one node at a time; always safe to repeat.</summary>
public interface IJob
{
    /// <summary>Does all that is due now. Returns how many things it did, so that a caller can run it until it is idle.</summary>
    Task<int> RunAsync(CancellationToken cancel);
}

/// <summary>A job as the runner knows it.</summary>
public sealed record JobEntry(Type Type, string Name, TimeSpan Every);
