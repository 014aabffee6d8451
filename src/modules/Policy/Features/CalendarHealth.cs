using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Haochaping.Policy.Features;

/// <summary>日历告警 — degraded while the current or, from December on, the coming year has no calendar.</summary>
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
