using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Domain;

/// <summary>适用规则 — the pack that rules an appeal, and the arithmetic of its limits.</summary>
internal sealed record Rules(RulePack Pack, IDeadlines Deadlines)
{
    /// <summary>The article behind a value of the pack, or null where it is a default of this system.</summary>
    public string? Article(string key) => Pack.Value(key) is { Origin: Origin.Article or Origin.LocalConfirmation } value ? value.Basis : null;

    /// <summary>The same, for the end of a sentence.</summary>
    public string Ground(string key) => Article(key) is { } article ? $"（{article}）" : "（本系统默认）";
}
