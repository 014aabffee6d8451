using Haochaping.Kernel.Time;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Haochaping.Channels.Features.Pulse;

/// <summary>静默告警 — degraded while a channel that usually speaks is silent improbably long; the house itself goes on.</summary>
internal sealed class PulseHealth(ReadPulse pulse) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var silent = (await pulse.RunAsync(cancellationToken)).Where(p => p.IsSilent).Select(p => $"{p.Channel} 自 {p.LastHour.AddHours(1).ToHouse():M 月 d 日 H 时} 起没有评价（平常约 {p.Expected:0} 条）").ToList();
        return silent.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"渠道静默：{string.Join("；", silent)}。请检查设备、链接和网络，或执行 haochaping probe 拨测。");
    }
}
