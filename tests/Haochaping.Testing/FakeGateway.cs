using System.Collections.Concurrent;
using System.Text.Json;
using Haochaping.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Haochaping.Testing;

/// <summary>What the gateway does to one request.</summary>
internal enum Mood
{
    Accept,
    Fail,
    Refuse,
    Hang,
    AcceptAndDropTheAnswer,
}

/// <summary>A gateway on loopback that behaves as told and, like a good one, recognises a double by its id.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    public const string Key = "a shared secret of tests";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Mood> moods = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim arrived = new(0);

    private FakeGateway(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single() + "/send");

    /// <summary>Every request that came in, doubles too.</summary>
    public ConcurrentQueue<Guid> Requests { get; } = new();

    /// <summary>Every message that really went out.</summary>
    public ConcurrentDictionary<Guid, JsonElement> SentOut { get; } = new();

    public static async Task<FakeGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new FakeGateway(builder.Build());
        gateway.app.MapPost("/send", gateway.ReceiveAsync);
        await gateway.app.StartAsync();
        return gateway;
    }

    /// <summary>The moods of the next requests; afterwards it accepts.</summary>
    public void Next(params IEnumerable<Mood> next)
    {
        foreach (var mood in next)
        {
            moods.Enqueue(mood);
        }
    }

    /// <summary>Completes when so many requests have come in.</summary>
    public async Task RequestedAsync(int count)
    {
        while (Requests.Count < count)
        {
            await arrived.WaitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await app.DisposeAsync();
        stop.Dispose();
        arrived.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var seconds = long.Parse(context.Request.Headers[Signature.Header].ToString()[2..].Split(',')[0]);
        if (!Signature.Proves(context.Request.Headers[Signature.Header], buffer.ToArray(), Key, DateTimeOffset.FromUnixTimeSeconds(seconds)))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var message = JsonDocument.Parse(buffer.ToArray()).RootElement;
        var id = message.GetProperty("id").GetGuid();
        Requests.Enqueue(id);
        arrived.Release();
        await ActAsync(moods.TryDequeue(out var mood) ? mood : Mood.Accept, context, id, message);
    }

    private async Task ActAsync(Mood mood, HttpContext context, Guid id, JsonElement message)
    {
        switch (mood)
        {
            case Mood.Accept:
                SentOut.TryAdd(id, message);
                await context.Response.WriteAsJsonAsync(new { id = "gw-" + id });
                break;
            case Mood.AcceptAndDropTheAnswer:
                SentOut.TryAdd(id, message);
                context.Abort();
                break;
            case Mood.Hang:
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(stop.Token, context.RequestAborted).Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case Mood.Fail:
                context.Response.StatusCode = 500;
                break;
            case Mood.Refuse:
                context.Response.StatusCode = 422;
                break;
            default:
                throw new InvalidOperationException(mood.ToString());
        }
    }
}
