using System.Diagnostics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Haochaping.Host.Serving;

/// <summary>
/// 遥测 — traces and metrics by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and by no other setting than the usual ones.
/// A request is named by its route, never by its path: paths carry tokens and receipt codes.
/// </summary>
internal static class Telemetry
{
    /// <summary>Name of the house's own meters and activities.</summary>
    public const string Own = "Haochaping";

    /// <summary>Whose figures are shown and sent; a star at the end stands for anything.</summary>
    public static IReadOnlyList<string> Meters { get; } = ["Microsoft.AspNetCore.*", "System.Runtime", "Npgsql", Own];

    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Metrics>();
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        var resource = ResourceBuilder.CreateDefault().AddService("haochaping", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)).AddEnvironmentVariableDetector();
        builder.Services.AddHostedService(_ => new Export(
            () => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", Own).AddOtlpExporter().Build(),
            () => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([.. Meters]).AddOtlpExporter().Build()));
    }

    /// <summary>Names the activity of a request as OpenTelemetry's HTTP conventions want it.</summary>
    public static async Task NameTheRequestAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (Activity.Current is { } activity)
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
                activity.SetTag("http.request.method", context.Request.Method);
                activity.SetTag("http.route", route);
                activity.SetTag("http.response.status_code", context.Response.StatusCode);
            }
        }
    }

    // Opened with the server and flushed with it.
    private sealed class Export(Func<TracerProvider> traces, Func<MeterProvider> metrics) : IHostedService, IDisposable
    {
        private TracerProvider? tracer;
        private MeterProvider? meter;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            (tracer, meter) = (traces(), metrics());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            (tracer as IDisposable)?.Dispose();
            (meter as IDisposable)?.Dispose();
            (tracer, meter) = (null, null);
        }
    }
}
