using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Haochaping.Chaos;

/// <summary>What came back: an acknowledgement, a refusal, or nothing.</summary>
/// <param name="Acknowledged">What the house promised, in its own word; null where it promised nothing.</param>
/// <param name="Status">HTTP status; 0 where the line broke.</param>
/// <param name="RetryAfter">Whether a refusal says when to come again.</param>
/// <param name="Body">What else it said.</param>
internal sealed record Heard(string? Acknowledged, int Status, bool RetryAfter, string Body)
{
    public static Heard Nothing(Exception e) => new(null, 0, false, e.GetType().Name + ": " + e.Message);

    /// <summary>Busy or down, politely: whoever hears it comes again.</summary>
    public bool IsLater => Status is 503 or 429 && RetryAfter;
}

/// <summary>门 — the house as its visitors reach it, wherever it listens just now.</summary>
internal sealed class Door(string key, TabletAtWindow tablet) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromSeconds(30) };

    public Uri Address { get; set; } = new("http://127.0.0.1:9/");

    public TabletAtWindow Tablet => tablet;

    /// <summary>How long each request took, in milliseconds, with its status; for those who ask.</summary>
    public Action<string, double, int>? Timing { get; set; }

    public Task<Heard> JsonAsync(string path, object body, Func<JsonElement, string?> acknowledged, string? authorization = null) =>
        SendAsync(path, JsonContent.Create(body), authorization ?? "Bearer " + key, (answer, text) => answer.IsSuccessStatusCode ? acknowledged(JsonDocument.Parse(text).RootElement) : null);

    /// <summary>The rating page's own form; it leads to the receipt or, where the first answer was lost, back to the page, which says that this was rated.</summary>
    public async Task<Heard> FormAsync(string path, Ticket ticket)
    {
        var heard = await SendAsync(
            path, new FormUrlEncodedContent([new("_handler", "rate"), new("Form.Level", $"{ticket.Level}"), new("Form.Text", ticket.Words)]), null,
            (answer, _) => answer.Headers.Location is { } to ? $"{new Uri(Address, to).AbsolutePath}" : null);
        if (heard.Acknowledged?.StartsWith("/e/", StringComparison.Ordinal) != true)
        {
            return heard;
        }

        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        return await HearAsync(page, (answer, text) => answer.IsSuccessStatusCode && text.Contains("这次服务已经评价过了", StringComparison.Ordinal) ? "rated before" : null);
    }

    public void Dispose() => http.Dispose();

    private async Task<Heard> SendAsync(string path, HttpContent content, string? authorization, Func<HttpResponseMessage, string, string?> acknowledged)
    {
        var began = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = content };
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        var heard = await HearAsync(request, acknowledged);
        Timing?.Invoke(path, Stopwatch.GetElapsedTime(began).TotalMilliseconds, heard.Status);
        return heard;
    }

    private async Task<Heard> HearAsync(HttpRequestMessage request, Func<HttpResponseMessage, string, string?> acknowledged)
    {
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new(acknowledged(answer, text), (int)answer.StatusCode, answer.Headers.RetryAfter is not null, text);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return Heard.Nothing(e);
        }
    }
}
