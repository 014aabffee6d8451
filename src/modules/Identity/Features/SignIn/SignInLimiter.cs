using System.Threading.RateLimiting;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>Ten tries a minute per account and address, counted before anything costly is done. A hall behind one address is many accounts.</summary>
internal sealed class SignInLimiter : IDisposable
{
    private const int PerMinute = 10;

    private readonly PartitionedRateLimiter<(string Account, string Address)> limiter =
        PartitionedRateLimiter.Create<(string Account, string Address), (string, string)>(key => RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    public bool Allows(string account, string address)
    {
        using var lease = limiter.AttemptAcquire((account, address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
