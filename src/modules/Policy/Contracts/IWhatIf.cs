namespace Haochaping.Policy.Contracts;

/// <summary>推演变化 — what a draft would have made different.</summary>
public enum WhatIfKind
{
    /// <summary>评价截止时间不同.</summary>
    Window,

    /// <summary>到期结果（默认评价）不同.</summary>
    Default,

    /// <summary>是否生成整改工单不同.</summary>
    Order,

    /// <summary>超期标记不同.</summary>
    OverdueMark,

    /// <summary>将被拒绝的评价或延期.</summary>
    Refusal,
}

/// <summary>
/// 推演 — one room's part of the question “what if these rules had ruled since that day”. Implemented downstream, for rows only that
/// room knows. Reads in pages, writes nothing.
/// </summary>
public interface IWhatIf
{
    /// <summary>How many rows <see cref="ReplayAsync"/> will look at.</summary>
    Task<long> CountAsync(WhatIfQuestion question, CancellationToken cancel);

    /// <summary>Holds every row against the draft and tells the differences.</summary>
    Task ReplayAsync(WhatIfQuestion question, WhatIfTally tally, CancellationToken cancel);
}

/// <summary>推演问题 — which rules, since when, and where they would apply.</summary>
/// <param name="Rules">The draft, compiled; its own dates do not matter here.</param>
/// <param name="Since">First business day looked at.</param>
/// <param name="Now">The instant up to which a limit counts as passed.</param>
/// <param name="AppliesTo">Whether a 12-digit region code is one whose rules the draft would be.</param>
public sealed record WhatIfQuestion(RulePack Rules, DateOnly Since, DateTimeOffset Now, Func<string, bool> AppliesTo);

/// <summary>推演统计 — counts differences and keeps a few examples of each kind.</summary>
/// <param name="looked">Told how many rows were looked at so far.</param>
public sealed class WhatIfTally(Action<long> looked)
{
    private const int MostExamples = 5;
    private readonly Dictionary<WhatIfKind, (long Count, List<WhatIfExample> Examples)> kinds = [];

    /// <summary>Rows looked at so far.</summary>
    public long Looked { get; private set; }

    /// <summary>Every kind, also those without a difference.</summary>
    public IReadOnlyList<WhatIfChange> Changes =>
        [.. Enum.GetValues<WhatIfKind>().Select(k => kinds.TryGetValue(k, out var found) ? new WhatIfChange(k, found.Count, found.Examples) : new WhatIfChange(k, 0, []))];

    /// <summary>Says that so many more rows were looked at.</summary>
    public void Look(int rows) => looked(Looked += rows);

    /// <summary>One difference.</summary>
    /// <param name="kind">Of which kind.</param>
    /// <param name="caseNumber">办件编号; nothing else about the case.</param>
    /// <param name="before">As it was.</param>
    /// <param name="after">As it would have been.</param>
    public void Differ(WhatIfKind kind, string caseNumber, string before, string after)
    {
        var (count, examples) = kinds.GetValueOrDefault(kind, (0, []));
        if (examples.Count < MostExamples)
        {
            examples.Add(new WhatIfExample(caseNumber, before, after));
        }

        kinds[kind] = (count + 1, examples);
    }
}

/// <summary>推演实例 — one case and what would have been different.</summary>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it would have been.</param>
public sealed record WhatIfExample(string CaseNumber, string Before, string After);

/// <summary>推演结果项 — how often one kind of thing would have been different.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">At most five.</param>
public sealed record WhatIfChange(WhatIfKind Kind, long Count, IReadOnlyList<WhatIfExample> Examples);

/// <summary>推演结果 — the whole answer.</summary>
/// <param name="Pack">Version the draft would be.</param>
/// <param name="Since">First business day looked at.</param>
/// <param name="Looked">Rows looked at.</param>
/// <param name="Changes">Every kind.</param>
public sealed record WhatIfAnswer(string Pack, DateOnly Since, long Looked, IReadOnlyList<WhatIfChange> Changes);

/// <summary>推演入口 — replays the stored history under a draft, for the command and for the draft's page.</summary>
public interface IAskWhatIf
{
    /// <summary>Answers, or every complaint about the draft.</summary>
    /// <param name="fileName">Name of the file; one of the policy folder with this name is replaced by it.</param>
    /// <param name="draft">The YAML.</param>
    /// <param name="since">First business day.</param>
    /// <param name="progress">Told rows done and rows in all.</param>
    /// <param name="cancel">Stops it.</param>
    Task<Kernel.Result<WhatIfAnswer>> RunAsync(string fileName, string draft, DateOnly since, Action<long, long> progress, CancellationToken cancel);
}
