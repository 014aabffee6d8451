using System.Text;
using System.Text.Json;
using Haochaping.Exchange.Domain;
using Haochaping.Kernel.Facts;
using Haochaping.Notifications.Contracts;

namespace Haochaping.Exchange.Features;

/// <summary>送函 — one signed POST per letter: <c>{number, sequence, word}</c>, answered by 2xx and <c>{receipt}</c>.</summary>
internal sealed class Courier(HttpClient http, TimeProvider clock)
{
    /// <summary>Header with the name by which the receiver knows the sender.</summary>
    public const string NameHeader = "X-Haochaping-Partner";

    /// <summary>Code of an attempt that took longer than this partner may.</summary>
    public const string TimedOut = "timeout";

    /// <summary>Longest answer that is read, in bytes.</summary>
    public const int LongestAnswer = 64 * 1024;

    /// <summary>One attempt; whatever is no clear answer is no answer.</summary>
    public async Task<Outcome> CarryAsync(Partner partner, string letter, CancellationToken cancel)
    {
        var body = Encoding.UTF8.GetBytes(letter);
        using var request = new HttpRequestMessage(HttpMethod.Post, partner.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(NameHeader, partner.KeyId);
        request.Headers.Add(Signature.Header, Signature.Of(body, partner.Secret, clock.GetUtcNow(), partner.KeyId));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(partner.Timeout);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            var answer = await AnswerAsync(response, limit.Token);
            return Outcome.Of((int)response.StatusCode, Plain(answer?.Receipt, 80), Plain(answer?.Code, 60));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(OutcomeKind.Unclear, TimedOut);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(OutcomeKind.Unclear, (e as HttpRequestException)?.HttpRequestError.ToString() ?? "cut-off");
        }
    }

    // What is kept of an answer: printable ASCII, or nothing.
    private static string? Plain(string? text, int longest) => text?.Length <= longest && text.All(c => c is > ' ' and <= '~') ? text : null;

    private static async Task<Answer?> AnswerAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Answer>(await response.Content.ReadAsStreamAsync(cancel), FactJson.Options, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Answer(string? Receipt, string? Code);
}
