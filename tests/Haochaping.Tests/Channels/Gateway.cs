using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Haochaping.Tests.Channels;

/// <summary>前置网关 — stands before a house and passes everything on, but answers some requests itself and drops them.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient house;

    private Gateway(WebApplication app, HttpClient house) => (this.app, this.house) = (app, house);

    public Uri Address => new(app.Urls.First());

    public static async Task<Gateway> BeforeAsync(Uri house, Func<string, bool> swallow)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new Gateway(builder.Build(), new HttpClient { BaseAddress = house });
        gateway.app.Run(http => gateway.PassAsync(http, swallow));
        await gateway.app.StartAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        house.Dispose();
    }

    private async Task PassAsync(HttpContext http, Func<string, bool> swallow)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (body.Length > 0 && swallow(body))
        {
            http.Response.StatusCode = 201;
            await http.Response.WriteAsync("{\"receiptCode\":\"0000-0000-0000\"}");
            return;
        }

        using var request = new HttpRequestMessage(new(http.Request.Method), http.Request.Path + http.Request.QueryString);
        request.Content = body.Length > 0 ? new StringContent(body, MediaTypeHeaderValue.Parse("application/json")) : null;
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("Authorization", key);
        }

        using var answer = await house.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await http.Response.WriteAsync(await answer.Content.ReadAsStringAsync());
    }
}
