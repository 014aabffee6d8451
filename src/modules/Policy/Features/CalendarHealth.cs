using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Haochaping.Policy.Features;

/// <summary>日历告警 — degraded while the current or, from November on, the coming year has no calendar.</summary>
internal sealed class CalendarHealth(IWorkCalendar calendar, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = calendar.MissingYears(clock.Now().BusinessDate());
        return Task.FromResult(missing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("；", missing.Select(year => CalendarBanner.Sentence.Replace("{0}", $"{year}", StringComparison.Ordinal)))));
    }
}

/// <summary>日历告示 — the same alarm on every page of the console, until the notice of the State Council is in.</summary>
internal sealed class CalendarBanner(IWorkCalendar calendar, TimeProvider clock) : IBanner
{
    public static readonly string Sentence = Words.Key("缺少 {0} 年节假日安排，涉及的期限均为暂定；通知公布后请在“工作日历”导入");

    public string? Say(Words t) => calendar.MissingYears(clock.Now().BusinessDate()) is { Count: > 0 } missing ? string.Join(" ", missing.Select(year => t[Sentence, year])) : null;
}
