using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Time;
using Haochaping.Testing;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>人群 — many people with a rating link each, who all submit at once and keep what they were answered.</summary>
internal sealed class Crowd(IReadOnlyList<string> tokens)
{
    private const int AtOnce = 48;
    private readonly ConcurrentDictionary<string, string> receipts = new();

    /// <summary>Everybody's link.</summary>
    public IReadOnlyList<string> Tokens => tokens;

    /// <summary>Receipts that arrived, byte for byte, by link.</summary>
    public IReadOnlyDictionary<string, string> Receipts => receipts;

    /// <summary>A Town in the real present, since the real program will go on with it, where this many people hold a link.</summary>
    public static async Task<(Town Town, Crowd Crowd)> GatherAsync(TownStore store, int people)
    {
        var cancel = TestContext.Current.CancellationToken;
        var town = await Town.OpenAsync(store, TimeProvider.System.Now().ToHouse().ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        var cases = Enumerable.Range(1, people).Select(i => new
        {
            source = "town",
            caseNumber = $"C-{i:D5}",
            item = "JX-ITEM-1",
            receivingInstitution = "JX-CITY",
            channel = "online",
            events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } },
        });
        foreach (var batch in cases.Chunk(1000))
        {
            using var reported = await town.Client.PostAsJsonAsync("/api/v1/cases", new { cases = batch }, cancel);
            reported.EnsureSuccessStatusCode();
            await town.SettleAsync();
        }

        var links = new List<string>();
        for (var i = 1; i <= people; i++)
        {
            links.Add(await town.LinkOf($"C-{i:D5}"));
        }

        return (town, new Crowd(links));
    }

    /// <summary>
    /// Those people submit, many at once, until everybody has an answer or the house is gone. What each was told is kept; what is told
    /// about refusals is returned.
    /// </summary>
    /// <param name="house">Where to.</param>
    /// <param name="people">Who; they all rate the same again if they did before.</param>
    /// <param name="acknowledged">Told how many receipts have arrived in this round.</param>
    public async Task<IReadOnlyList<(HttpStatusCode Status, string? RetryAfter, string Body)>> SubmitAsync(Uri house, IEnumerable<string> people, Action<int>? acknowledged = null)
    {
        var waiting = new ConcurrentQueue<string>(people);
        var refused = new ConcurrentQueue<(HttpStatusCode, string?, string)>();
        var count = 0;
        using var http = new HttpClient { BaseAddress = house };
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (waiting.TryDequeue(out var token))
            {
                try
                {
                    using var answer = await http.PostAsJsonAsync($"/api/v1/tasks/{token}/evaluation", new { level = 1 + (token[^1] % 5), text = "演示意见" }, TestContext.Current.CancellationToken);
                    var body = await answer.Content.ReadAsStringAsync();
                    if (!answer.IsSuccessStatusCode)
                    {
                        refused.Enqueue((answer.StatusCode, answer.Headers.RetryAfter?.ToString(), body));
                        continue;
                    }

                    Keep(token, body);
                    acknowledged?.Invoke(Interlocked.Increment(ref count));
                }
                catch (HttpRequestException)
                {
                    return; // the house is gone: this person does not know whether it was saved
                }
            }
        }));
        return [.. refused];
    }

    // Whoever gets a second receipt must get the first one again.
    private void Keep(string token, string body)
    {
        if (receipts.GetOrAdd(token, body) is { } first && first != body)
        {
            throw new InvalidOperationException($"Two receipts for one rating: {first} and {body}");
        }
    }

    /// <summary>The receipt code in an answer.</summary>
    public static string CodeIn(string receipt) => JsonDocument.Parse(receipt).RootElement.GetProperty("receiptCode").GetString()!;
}
