using System.Diagnostics.CodeAnalysis;

namespace Haochaping.Policy.Contracts;

/// <summary>规则包版本 — which rules judged; stands beside every task, order and appeal .</summary>
/// <param name="Id">Code of the jurisdiction, for example <c>JX</c>.</param>
/// <param name="Version">Effective date or <c>draft</c>, a plus sign, and 8 hex digits of the SHA-256 of the resolved content.</param>
public readonly record struct PackRef(string Id, string Version)
{
    /// <summary>Reads <c>JX@2019-12-01+ab12cd34</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PackRef reference)
    {
        var at = text?.IndexOf('@') ?? -1;
        var good = at > 0 && at < text!.Length - 1;
        reference = good ? new PackRef(text![..at], text[(at + 1)..]) : default;
        return good;
    }

    /// <summary>Reads <c>JX@2019-12-01+ab12cd34</c>; throws on anything else, because only our own rows are read with it.</summary>
    public static PackRef Parse(string text) =>
        TryParse(text, out var reference) ? reference : throw new FormatException($"Not a pack reference: {text}");

    /// <summary>The form that is stored: <c>JX@2019-12-01+ab12cd34</c>.</summary>
    public override string ToString() => $"{Id}@{Version}";
}
