namespace Haochaping.Policy.Contracts;

/// <summary>依据类别 — on whose authority a value stands.</summary>
public enum Origin
{
    /// <summary>条文 — an article of the place's own document.</summary>
    Article,

    /// <summary>国家原则 — a principle of 国办发〔2019〕51号; not a quotation.</summary>
    NationalPrinciple,

    /// <summary>默认 — our product's default, at most modelled on other places' articles.</summary>
    Default,

    /// <summary>本地确认 — set by an administrator of the place in a signed overlay.</summary>
    LocalConfirmation,
}

/// <summary>依据 — one article, notice or confirmation.</summary>
/// <param name="Code">Short code, for example <c>SZ-17</c>; empty where there is none.</param>
/// <param name="Text">As a reader sees it: “深圳 第十七条”.</param>
/// <param name="Url">Where the notice can be read, if we know.</param>
public sealed record Citation(string Code, string Text, string? Url = null);

/// <summary>存疑读法 — how a doubtful article is read, and since which number of the list of doubts it is so.</summary>
/// <param name="Numbers">For example <c>Q04</c>; more than one where one decision answers several doubts.</param>
/// <param name="Text">The reading.</param>
public sealed record Reading(IReadOnlyList<string> Numbers, string Text);

/// <summary>规则项 — one value of a pack with the authority it stands on.</summary>
/// <param name="Key">Dotted key, for example <c>window.length</c>.</param>
/// <param name="Label">Chinese name of the key.</param>
/// <param name="Text">The value as people read it.</param>
/// <param name="Raw">The value in canonical form, codes as they stand in the file.</param>
/// <param name="Origin">On whose authority.</param>
/// <param name="Cites">The articles; for a default those it is modelled on.</param>
/// <param name="Note">What the pack's author adds, or null.</param>
public sealed record PackValue(
    string Key,
    string Label,
    string Text,
    string Raw,
    Origin Origin,
    IReadOnlyList<Citation> Cites,
    string? Note)
{
    /// <summary>存疑读法 — how the file that sets this value reads a doubtful article, or null.</summary>
    public Reading? Reading { get; init; }

    /// <summary>“深圳 第十七条”, “默认”, “本地确认（…）”: what stands beside a value wherever it is shown.</summary>
    public string Basis => Origin switch
    {
        Origin.Article or Origin.LocalConfirmation => string.Join("、", Cites.Select(c => c.Text)),
        Origin.NationalPrinciple => "默认（国办发〔2019〕51号的原则）",
        Origin.Default => "默认",
    };
}
