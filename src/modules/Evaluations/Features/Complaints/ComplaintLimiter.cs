using System.Threading.RateLimiting;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>投诉限次 — in ten minutes five about one institution or case from one address; a hall behind one address is many people, so the address alone is never counted.</summary>
internal sealed class ComplaintLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<string> subjects = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = 5, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));

    /// <param name="subject">What it is about.</param>
    /// <param name="visitor">Address it comes from.</param>
    public bool Allows(string subject, string visitor)
    {
        using var one = subjects.AttemptAcquire($"{subject} {visitor}");
        return one.IsAcquired;
    }

    public void Dispose() => subjects.Dispose();
}
