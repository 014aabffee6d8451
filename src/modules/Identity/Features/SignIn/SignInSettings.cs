using Microsoft.Extensions.Configuration;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>登录设置 — section <c>SignIn</c> of the configuration; the defaults meet 等保 三级.</summary>
/// <param name="MaxTries">Wrong tries before the account is locked.</param>
/// <param name="Lock">How long it stays locked, and how long wrong tries are remembered.</param>
/// <param name="Idle">A session without requests ends.</param>
/// <param name="Longest">A session ends, busy or not.</param>
/// <param name="Floor">A refusal takes at least this long, so that its time tells nothing.</param>
internal sealed record SignInSettings(int MaxTries, TimeSpan Lock, TimeSpan Idle, TimeSpan Longest, TimeSpan Floor)
{
    public static SignInSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("SignIn");
        return new(
            section.GetValue("MaxTries", 5),
            TimeSpan.FromMinutes(section.GetValue("LockMinutes", 15)),
            TimeSpan.FromMinutes(section.GetValue("IdleMinutes", 30)),
            TimeSpan.FromHours(section.GetValue("LongestHours", 12)),
            TimeSpan.FromMilliseconds(section.GetValue("FloorMilliseconds", 400)));
    }
}
