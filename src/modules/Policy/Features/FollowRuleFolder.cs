using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Haochaping.Policy.Features;

/// <summary>
/// 跟随文件夹 — looks every <c>Policy:Follow</c> seconds (30; 0 = never) whether the policy folder changed and swaps the rules, on every node.
/// A set that is refused is said once; the old one keeps running.
/// </summary>
internal sealed class FollowRuleFolder(RuleFolder folder, RunningRules rules, IConfiguration settings, TimeProvider clock) : BackgroundService
{
    private string seen = "";

    /// <summary>One look.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var now = folder.Fingerprint();
        if (now != seen)
        {
            seen = now;
            _ = await rules.ReloadAsync(cancel); // the refusal is kept, logged and shown there
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        seen = folder.Fingerprint();
        if (!int.TryParse(settings["Policy:Follow"] ?? "30", out var seconds) || seconds <= 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }
}
