using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Haochaping.Chaos;

/// <summary>
/// 抢答的门 — the control: it stands before the house, says yes to everything at once, and hands it in one by one afterwards. What a kill
/// catches between the two is lost although it was acknowledged, as it would be in a house that answers before it has committed.
/// </summary>
internal sealed class HastyDoor : IAsyncDisposable
{
    private const string Yes = """{"receiptCode":"HASTY","outcome":"recorded","results":[{"outcome":"recorded"}]}""";
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Channel<(string Path, string? Authorization, string? Type, byte[] Body)> later = Channel.CreateUnbounded<(string, string?, string?, byte[])>();
    private readonly Task pump;
    private Uri house = new("http://127.0.0.1:9/");
    private int open;

    private HastyDoor(WebApplication app)
    {
        this.app = app;
        pump = Task.Run(HandInAsync);
    }

    /// <summary>The ways whose answer it can give without knowing the question.</summary>
    public static IReadOnlyList<Way> Ways { get; } = [.. Way.All.Where(w => w.Name is "link" or "page" or "department")];

    public static async Task<HastyDoor> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new HastyDoor(builder.Build());
        door.app.MapPost("/{**path}", door.TakeAsync);
        await door.app.StartAsync();
        return door;
    }

    /// <summary>Leads to this house now; its own address.</summary>
    public Uri To(Uri address)
    {
        house = address;
        return new Uri(app.Urls.First());
    }

    /// <summary>Until everything it took is handed in, or lost.</summary>
    public async Task EmptyAsync()
    {
        while (Volatile.Read(ref open) > 0)
        {
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        later.Writer.TryComplete();
        await pump;
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var read = new MemoryStream();
        await context.Request.Body.CopyToAsync(read);
        Interlocked.Increment(ref open);
        later.Writer.TryWrite((context.Request.GetEncodedPathAndQuery(), context.Request.Headers.Authorization, context.Request.ContentType, read.ToArray()));
        if (context.Request.Path.StartsWithSegments("/e"))
        {
            context.Response.Redirect("/r/HASTY");
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Yes);
    }

    private async Task HandInAsync()
    {
        await foreach (var (path, authorization, type, body) in later.Reader.ReadAllAsync())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(house, path)) { Content = new ByteArrayContent(body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            try
            {
                using var answer = await http.SendAsync(request);
            }
            catch (HttpRequestException)
            {
                // the house is gone, and so is what somebody was told is safe
            }

            Interlocked.Decrement(ref open);
        }
    }
}
