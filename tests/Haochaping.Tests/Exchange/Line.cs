using Haochaping.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Haochaping.Tests.Exchange;

/// <summary>What happens to one letter on its way.</summary>
internal enum Cut
{
    /// <summary>The line is well.</summary>
    None,

    /// <summary>It never arrives.</summary>
    LetterLost,

    /// <summary>It arrives, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>Something on the way says 500, and it never arrives.</summary>
    Broken,

    /// <summary>It arrives, and something on the way says 503.</summary>
    BrokenAfter,

    /// <summary>It arrives, and the answer takes longer than anybody waits.</summary>
    TooSlow,

    /// <summary>It arrives twice at once.</summary>
    Twice,

    /// <summary>It arrives after the next one.</summary>
    Overtaken,
}

/// <summary>线路 — the line between two houses, on a real port, that can be cut in every way.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly Queue<Cut> cuts = new();
    private readonly Lock gate = new();
    private (byte[] Body, string Name, string Signature)? held;

    private Line(WebApplication app) => this.app = app;

    /// <summary>Where letters are handed in.</summary>
    public Uri Address => new(app.Urls.First() + "/api/v1/exchange/letters");

    /// <summary>Where they come out.</summary>
    public Uri? Target { get; set; }

    /// <summary>A place where nobody listens.</summary>
    public static Uri Nowhere { get; } = new("http://127.0.0.1:9/");

    /// <summary>How many cuts are still to come.</summary>
    public int Left
    {
        get
        {
            lock (gate)
            {
                return cuts.Count(c => c != Cut.None);
            }
        }
    }

    /// <summary>What becomes of each letter that passes; for a line that forgets what was sent before.</summary>
    public Func<byte[], (byte[] Body, string Signature)>? Rewriting { get; set; }

    public static async Task<Line> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var line = new Line(app);
        app.MapPost("/{**path}", line.CarryAsync);
        await app.StartAsync();
        return line;
    }

    /// <summary>So many cuts, of every kind in turn, four to each letter that passes whole.</summary>
    public void CutTimes(int times)
    {
        lock (gate)
        {
            for (var i = 0; i < times; i++)
            {
                cuts.Enqueue((Cut)(1 + (i % 7)));
                if (i % 4 == 3)
                {
                    cuts.Enqueue(Cut.None);
                }
            }
        }
    }

    /// <summary>What becomes of the next letters, one after the other.</summary>
    public void CutNext(params Cut[] next)
    {
        lock (gate)
        {
            Array.ForEach(next, cuts.Enqueue);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task CarryAsync(HttpContext context)
    {
        using var read = new MemoryStream();
        await context.Request.Body.CopyToAsync(read);
        var letter = (Body: read.ToArray(), Name: context.Request.Headers["X-Haochaping-Partner"].ToString(), Signature: context.Request.Headers[Signature.Header].ToString());
        Cut cut;
        lock (gate)
        {
            cut = cuts.TryDequeue(out var next) ? next : Cut.None;
        }

        if (cut is Cut.LetterLost or Cut.Overtaken)
        {
            held = cut == Cut.Overtaken ? letter : held;
            context.Abort();
            return;
        }

        if (cut == Cut.Broken)
        {
            context.Response.StatusCode = 500;
            return;
        }

        var (status, answer) = await HandInAsync(letter);
        if (held is { } late)
        {
            held = null;
            await HandInAsync(late);
        }

        if (cut == Cut.Twice)
        {
            var both = await Task.WhenAll(HandInAsync(letter), HandInAsync(letter));
            (status, answer) = both[1];
        }

        switch (cut)
        {
            case Cut.AnswerLost:
                context.Abort();
                return;
            case Cut.BrokenAfter:
                context.Response.StatusCode = 503;
                return;
            case Cut.TooSlow:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            default:
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(answer);
                return;
        }
    }

    private async Task<(int Status, byte[] Answer)> HandInAsync((byte[] Body, string Name, string Signature) letter)
    {
        var (body, signature) = Rewriting is { } rewriting ? rewriting(letter.Body) : (letter.Body, letter.Signature);
        using var request = new HttpRequestMessage(HttpMethod.Post, Target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Haochaping-Partner", letter.Name);
        request.Headers.Add(Signature.Header, signature);
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }
}
