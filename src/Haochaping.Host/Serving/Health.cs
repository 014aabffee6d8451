using System.Text.Encodings.Web;
using System.Text.Json;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Haochaping.Host.Serving;

/// <summary>健康检查 — live needs nothing; ready needs database, calendar year and keys; startup is ready once migrated.</summary>
internal static class Health
{
    public static void Configure(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseHealth>("database")
        .AddCheck<KeyHealth>("keys");

    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/startup", new HealthCheckOptions { Predicate = c => c.Name == "database", ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // Chinese stays Chinese, for whoever reads it with curl.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            message = Words(report.Status),
            checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), message = e.Value.Description ?? Words(e.Value.Status) }),
        },
        Readable);

    private static string Words(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "正常",
        HealthStatus.Degraded => "可用，但有问题需要处理",
        HealthStatus.Unhealthy => "不可用",
    };
}

internal sealed class DatabaseHealth(AppDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("数据库结构不是最新：请执行 haochaping migrate。") : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("数据库连接不上。");
        }
    }
}

internal sealed class KeyHealth(IKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(KeyPurposes.All.All(p => Has(p)) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("密钥文件不完整：请执行 haochaping key init。"));

    private bool Has(string purpose)
    {
        try
        {
            return keys.Current(purpose).Secret.Length == 32;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
