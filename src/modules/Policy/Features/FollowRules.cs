using Haochaping.Policy.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Haochaping.Policy.Features;

/// <summary>
/// 跟随规则 — looks every <c>Policy:Follow</c> seconds (30 at most) whether the policy folder, the approved drafts or the imported calendar
/// changed, perhaps on another node, and swaps the rules. 0 = the calendar alone, which is never left out: moved windows count on it.
/// A set that is refused is said once; the old one keeps running.
/// </summary>
internal sealed partial class FollowRules(
    RuleFolder folder, IApprovedDrafts drafts, ICalendarArchive years, RunningRules rules, IConfiguration settings, ILogger<FollowRules> log) : BackgroundService
{
    private const int Longest = 30;
    private string seen = "";

    /// <summary>One look at everything.</summary>
    public async Task LookAsync(CancellationToken cancel) => await LookAsync(await FingerprintAsync(cancel), cancel);

    /// <summary>One look at the imported calendar.</summary>
    public Task LookAtCalendarAsync(CancellationToken cancel) => LookAsync(seen, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var follows = int.TryParse(settings["Policy:Follow"] ?? $"{Longest}", out var seconds) && seconds > 0;

        // Real time, not the house's: another node writes whenever it writes, and a house clock that jumps a year would look a million times.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(follows ? Math.Min(seconds, Longest) : Longest));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await (follows ? LookAsync(stoppingToken) : LookAtCalendarAsync(stoppingToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFault(e); // the store is away for a moment: the next look tries again
            }
        }
    }

    private async Task LookAsync(string now, CancellationToken cancel)
    {
        if (now != seen || years.Revision() != rules.Revision)
        {
            _ = await rules.ReloadAsync(cancel); // the refusal is kept, logged and shown there
            seen = now;
        }
    }

    private async Task<string> FingerprintAsync(CancellationToken cancel) => $"{folder.Fingerprint()}\n{await drafts.FingerprintAsync(cancel)}";

    [LoggerMessage(LogLevel.Error, "Rules could not be looked at and will be again.")]
    private partial void LogFault(Exception e);
}
