using Haochaping.Kernel.Facts;

namespace Haochaping.Appraisal.Contracts;

/// <summary>
/// 已考评 — what a month's ratings of one unit came to, once the month was over (吉林 第二十一、二十四、二十五条; GEN-A08, GEN-F4.1). It is a
/// reading, not a sanction: what follows from it people decide.
/// </summary>
/// <param name="CaseId">Derived from unit and month: a result stands by itself.</param>
/// <param name="Result">The result.</param>
/// <param name="At">When it was reckoned.</param>
[Fact("unit-appraised", 1)]
public sealed record UnitAppraised(Guid CaseId, UnitResult Result, DateTimeOffset At) : IFact;

/// <summary>考评结果 — one unit in one month.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="UnitName">Its name that day.</param>
/// <param name="Region">12-digit division code of the unit.</param>
/// <param name="Authority">Code of the authority that supervises it; empty where none is known.</param>
/// <param name="Pack">Rule-pack version of the last day of the month.</param>
/// <param name="Month">First day of the month in which the services were completed.</param>
/// <param name="Ratings">主动评价数.</param>
/// <param name="Positive">好评 among them.</param>
/// <param name="Open">评价期未满: windows still open, so that the final figure may differ (C17).</param>
/// <param name="Points">评价得分: 100/85/75/50/0 for the five levels (Q32), on average, in hundredths of a point.</param>
/// <param name="Counted">How far the log had been counted.</param>
public sealed record UnitResult(
    string Unit, string UnitName, string Region, string Authority, string Pack, DateOnly Month, long Ratings, long Positive, long Open, int Points, long Counted)
{
    /// <summary>结果等次, by the place's bands; null where it has none.</summary>
    public string? Grade { get; init; }

    /// <summary>Which band that is, the best first and from 0; null where there is none.</summary>
    public int? Band { get; init; }

    /// <summary>排名区间 among the units under the same rules; null where the place does not rank.</summary>
    public Places? Places { get; init; }

    /// <summary>How many months in a row, this one included, it was among the lowest; 0 when it is not.</summary>
    public int LowInARow { get; init; }

    /// <summary>表彰候选: good enough, on ratings enough, to be looked at for an award (江西 第十七条, 吉林 第二十三条, GEN-A09). The award is people's.</summary>
    public bool IsCandidate { get; init; }
}

/// <summary>名次 — of a unit among others.</summary>
/// <param name="Best">The best place that the 95 % intervals of the 好评率 allow, from 1.</param>
/// <param name="Worst">The worst.</param>
/// <param name="Of">How many units were ranked.</param>
public sealed record Places(int Best, int Worst, int Of)
{
    /// <summary>“3” or “2–5”.</summary>
    public override string ToString() => Best == Worst ? $"{Best}" : $"{Best}–{Worst}";
}
