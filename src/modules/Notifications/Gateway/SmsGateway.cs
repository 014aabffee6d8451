using System.Text.Json;
using Haochaping.Kernel.Facts;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;

namespace Haochaping.Notifications.Gateway;

/// <summary>
/// 短信网关 — one signed JSON POST per message: <c>{id, phone, text, sign}</c>, answered by 2xx and <c>{id}</c>. Gateways with
/// other words are served by a small proxy in front of them, not here.
/// </summary>
internal sealed class SmsGateway(HttpClient http, SmsSettings settings, TimeProvider clock) : IGateway
{
    private const int LongestAnswer = 64 * 1024;

    public bool IsOpen => true;

    /// <inheritdoc />
    public async Task<Outcome> SendAsync(Guid id, string phone, string text, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Request(id, phone, text, settings.Signature), FactJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(Signature.Header, Signature.Of(body, settings.Key, clock.GetUtcNow()));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return await JudgeAsync(response, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Outcome(OutcomeKind.Unclear, "timeout");
        }
        catch (HttpRequestException e)
        {
            return new Outcome(OutcomeKind.Unclear, e.HttpRequestError.ToString());
        }
    }

    private static async Task<Outcome> JudgeAsync(HttpResponseMessage response, CancellationToken cancel) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new(OutcomeKind.Accepted, await NumberAsync(response, cancel)),
        408 or 429 or >= 500 or < 400 => new(OutcomeKind.Unclear, $"http-{(int)response.StatusCode}"),
        var status => new(OutcomeKind.Refused, $"http-{status}"),
    };

    // accepted is accepted, whatever the body says
    private static async Task<string> NumberAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength is null or > LongestAnswer)
        {
            return "";
        }

        try
        {
            var answer = await JsonSerializer.DeserializeAsync<Answer>(await response.Content.ReadAsStreamAsync(cancel), FactJson.Options, cancel);
            return answer?.Id is { Length: <= 80 } id ? id : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private sealed record Request(Guid Id, string Phone, string Text, string Sign);

    private sealed record Answer(string? Id);
}
