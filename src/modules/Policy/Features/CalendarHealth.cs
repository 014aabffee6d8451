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
        var problems = calendar.Problems(clock.Now().BusinessDate());
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("；", problems)));
    }
}

/// <summary>日历告示 — the same alarm on every page of the console, until the notice of the State Council is in.</summary>
internal sealed class CalendarBanner(IWorkCalendar calendar, TimeProvider clock) : IBanner
{
    public string? Words => calendar.Problems(clock.Now().BusinessDate()) is { Count: > 0 } problems ? string.Join("；", problems) : null;
}
