using Haochaping.Policy.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Haochaping.Policy.Features;

/// <summary>
/// 跟随规则 — looks every <c>Policy:Follow</c> seconds (30; 0 = never) whether the policy folder, the approved drafts or the imported calendar
/// changed, perhaps on another node, and swaps the rules.
/// A set that is refused is said once; the old one keeps running.
/// </summary>
internal sealed partial class FollowRules(
    RuleFolder folder, IApprovedDrafts drafts, ICalendarArchive years, RunningRules rules, IConfiguration settings, ILogger<FollowRules> log) : BackgroundService
{
    private string seen = "";

    /// <summary>One look.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var now = await FingerprintAsync(cancel);
        if (now != seen)
        {
            _ = await rules.ReloadAsync(cancel); // the refusal is kept, logged and shown there
            seen = now;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!int.TryParse(settings["Policy:Follow"] ?? "30", out var seconds) || seconds <= 0)
        {
            return;
        }

        // Real time, not the house's: another node writes whenever it writes, and a house clock that jumps a year would look a million times.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFault(e); // the store is away for a moment: the next look tries again
            }
        }
    }

    private async Task<string> FingerprintAsync(CancellationToken cancel) => $"{folder.Fingerprint()}\n{await drafts.FingerprintAsync(cancel)}\n{years.Revision()}";

    [LoggerMessage(LogLevel.Error, "Rules could not be looked at and will be again.")]
    private partial void LogFault(Exception e);
}
