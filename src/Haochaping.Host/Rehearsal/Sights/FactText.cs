using System.Globalization;
using System.Text.Json;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>事实原文 — a value of a fact in the spelling of the files: grades as their words, moments in house time.</summary>
internal static class FactText
{
    /// <summary>The value at a dotted path, or null.</summary>
    public static string? Of(JsonElement fact, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (fact.ValueKind != JsonValueKind.Object || !fact.TryGetProperty(part, out fact))
            {
                return null;
            }
        }

        return fact.ValueKind switch
        {
            JsonValueKind.String => Text(fact.GetString()!),
            JsonValueKind.Array => string.Join("、", fact.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? Text(i.GetString()!) : i.GetRawText())),
            _ => fact.GetRawText(),
        };
    }

    private static string Text(string text) =>
        Enum.TryParse<Level>(text, ignoreCase: true, out var level) && !char.IsAsciiDigit(text[0]) ? level.Word()
        : text.Length > 16 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment) ? Kinds.Write(moment)
        : text;
}
