using System.Threading.RateLimiting;

namespace Haochaping.Channels.Features.Codes;

/// <summary>
/// 验证限次 — five codes in ten minutes for one phone, thirty for one place and address: a hall behind one address is many people, so the
/// address alone is never counted.
/// </summary>
internal sealed class AskLimiter : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly PartitionedRateLimiter<Guid> phones = Of<Guid>(5);
    private readonly PartitionedRateLimiter<string> visitors = Of<string>(30);

    /// <param name="phone">Token of the phone.</param>
    /// <param name="visitor">Place and address.</param>
    public bool Allows(Guid phone, string visitor)
    {
        using var one = phones.AttemptAcquire(phone);
        using var other = visitors.AttemptAcquire(visitor);
        return one.IsAcquired && other.IsAcquired;
    }

    public void Dispose()
    {
        phones.Dispose();
        visitors.Dispose();
    }

    private static PartitionedRateLimiter<T> Of<T>(int permits)
        where T : notnull
        => PartitionedRateLimiter.Create<T, T>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
