using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Haochaping.Tests.Host;

/// <summary>An OpenTelemetry collector that only keeps what it was sent, by path; names stand readable in the bytes.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication app;

    public FakeCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            Received.AddOrUpdate(request.Path, text, (_, before) => before + text);
        });
        app.StartAsync().GetAwaiter().GetResult();
        Address = app.Urls.First();
    }

    public string Address { get; }

    public ConcurrentDictionary<string, string> Received { get; } = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
