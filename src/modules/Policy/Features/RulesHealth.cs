using Haochaping.Policy.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Haochaping.Policy.Features;

/// <summary>规则告警 — degraded while the files in the policy folder are refused and an older set is running.</summary>
internal sealed class RulesHealth(IRulePacks packs) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(packs.Refused is { } refusal
            ? HealthCheckResult.Degraded($"{refusal.Message}，原有规则继续有效")
            : HealthCheckResult.Healthy());
}
