namespace Haochaping.Catalog.Contracts;

/// <summary>问询项目 — one question about a service, as lists and rule packs write it: <c>等候多久：十分钟内/半小时内/更久</c>.</summary>
/// <param name="Text">The question.</param>
/// <param name="Choices">Answers to choose from; none where it is answered in one's own words.</param>
public sealed record ServiceQuestion(string Text, IReadOnlyList<string> Choices)
{
    /// <summary>The fewest and the most answers a question may offer.</summary>
    public const int FewestChoices = 2, MostChoices = 9;

    private static readonly string[] Whether = ["是", "一般", "否"];

    /// <summary>What a written question asks. Without answers of its own, one that asks 是否 takes 是, 一般 or 否 and any other is open.</summary>
    public static ServiceQuestion Read(string written) => written.Split(['：', ':'], 2, StringSplitOptions.TrimEntries) is [var text, var choices]
        ? new(text, [.. choices.Split(['/', '／'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()])
        : new(written.Trim(), written.Contains("是否", StringComparison.Ordinal) ? Whether : []);
}
