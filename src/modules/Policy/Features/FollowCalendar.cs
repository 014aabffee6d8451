using Haochaping.Policy.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Haochaping.Policy.Features;

/// <summary>跟随日历 — every node looks every ten seconds whether a year was imported on another one.</summary>
internal sealed partial class FollowCalendar(ICalendarArchive archive, RunningRules rules, TimeProvider clock, ILogger<FollowCalendar> log) : BackgroundService
{
    /// <summary>How long a node may count by an older calendar at most, with room to spare.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>One look.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (archive.Revision() != rules.Revision)
        {
            _ = await rules.ReloadAsync(cancel); // the refusal is kept, logged and shown there
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogAway(e); // the store is away; the next look sees it again
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The calendar of the store cannot be read; looked at again soon.")]
    private partial void LogAway(Exception e);
}
