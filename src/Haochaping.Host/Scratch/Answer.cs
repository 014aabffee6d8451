using System.Net;
using System.Text.Json;

namespace Haochaping.Host.Scratch;

/// <summary>应答 — what the house said to a visitor: JSON for programs, a page for people.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON, or undefined for a page.</param>
/// <param name="Text">The answer as text; a page with its entities decoded.</param>
/// <param name="Path">Where the visitor ended up, after every redirect.</param>
internal sealed record Answer(int Status, JsonElement Body, string Text, string Path = "")
{
    /// <summary>The house did it.</summary>
    public bool IsYes => Status is >= 200 and < 400 && Code("outcome") != "refused";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var path = response.RequestMessage?.RequestUri?.AbsolutePath ?? "";
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0
            ? new((int)response.StatusCode, JsonDocument.Parse(text).RootElement, text, path)
            : new((int)response.StatusCode, default, WebUtility.HtmlDecode(text), path);
    }

    /// <summary>A “no” that did not come from the house: what was to be asked about is not there.</summary>
    public static Answer Missing(string code, string message) =>
        new(404, JsonSerializer.SerializeToElement(new { code, detail = message }), message);

    /// <summary>The answer about the first of several, where it was asked about one.</summary>
    public Answer First() => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("results", out var all) && all.GetArrayLength() > 0 ? this with { Body = all[0] } : this;

    /// <summary>A text of the answer by name; empty where there is none.</summary>
    public string Code(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
        : "";
}
