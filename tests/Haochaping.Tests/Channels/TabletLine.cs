using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Haochaping.Tests.Channels;

/// <summary>线路 — stands between a tablet and the house and passes everything on; it can bring a later edition of the page, whole or without its script.</summary>
internal sealed class TabletLine : IAsyncDisposable
{
    private static readonly string[] Own = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding"];
    private readonly WebApplication app;
    private readonly HttpClient house;

    private TabletLine(WebApplication app, HttpClient house) => (this.app, this.house) = (app, house);

    public Uri Address => new(app.Urls.First());

    /// <summary>Name of the later edition; null: the house's own page.</summary>
    public string? Edition { get; set; }

    /// <summary>The script of the later edition has not arrived on the server yet.</summary>
    public bool IsHalf { get; set; }

    public static async Task<TabletLine> ToAsync(Uri house)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var line = new TabletLine(builder.Build(), new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house });
        line.app.Run(line.PassAsync);
        await line.app.StartAsync();
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        house.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var later = Edition is { } edition && path.Contains($"device.{edition}.", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(http.Request.Method), (later ? path.Replace($"device.{Edition}.", "device.", StringComparison.Ordinal) : path) + http.Request.QueryString);
        request.Content = http.Request.ContentLength > 0 ? new StreamContent(http.Request.Body) : null;
        foreach (var (name, values) in http.Request.Headers.Where(h => !Own.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            _ = request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values) || request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values) == true;
        }

        using var answer = await house.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = later && IsHalf ? 404 : (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !Own.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        if (Edition is null || !(later || path == "/device"))
        {
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        var text = await answer.Content.ReadAsStringAsync(http.RequestAborted);
        await http.Response.WriteAsync(
            later ? text + $";document.documentElement.setAttribute('data-script', '{Edition}');"
            : System.Text.RegularExpressions.Regex.Replace(text, @"device\.[^\.""]*\.?js", $"device.{Edition}.js").Replace("id=\"device\"", $"id=\"device\" data-edition=\"{Edition}\"", StringComparison.Ordinal),
            http.RequestAborted);
    }
}
