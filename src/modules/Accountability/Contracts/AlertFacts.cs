using Haochaping.Kernel.Facts;

namespace Haochaping.Accountability.Contracts;

/// <summary>预警情形 — what gives reason to look (<c>accountability.triggers</c>).</summary>
public enum AlertTrigger
{
    /// <summary>反复差评: verified negatives about one item, window or person.</summary>
    RepeatedNegative,

    /// <summary>反复投诉: verified complaints about one item, window or person.</summary>
    RepeatedComplaint,

    /// <summary>弄虚作假.</summary>
    Fraud,

    /// <summary>故意刁难.</summary>
    Obstruction,

    /// <summary>打击报复, or a contact outside the system: the rater says so.</summary>
    Retaliation,

    /// <summary>泄露评价人信息.</summary>
    IdentityLeak,

    /// <summary>整改不到位: late by the unit's own limit, or the rater is not satisfied in the end.</summary>
    InadequateRectification,

    /// <summary>措施未落实: a measure is over its day, or failed.</summary>
    FailedMeasure,

    /// <summary>连续排名靠后: among the lowest for as many months in a row as the pack says (吉林 第二十四条).</summary>
    ConsecutiveLowRank,

    /// <summary>结果等次偏低: 一般 or 较差 (GEN-A09, GEN-D2.3).</summary>
    PoorGrade,
}

/// <summary>预警对象 — what an alert is about.</summary>
public enum AlertSubject
{
    /// <summary>单位.</summary>
    Unit,

    /// <summary>事项.</summary>
    Item,

    /// <summary>窗口.</summary>
    Window,

    /// <summary>人员, by token.</summary>
    Person,
}

/// <summary>预警要素 — what every fact about one alert carries.</summary>
/// <param name="AlertId">Derived from what raised it.</param>
/// <param name="Trigger">Why.</param>
/// <param name="Subject">About what.</param>
/// <param name="Key">Code of the item, hall and window, token of the person, or code of the unit.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="UnitName">Its name that day.</param>
/// <param name="Region">12-digit division code of the unit.</param>
/// <param name="Authority">Code of the authority that supervises it; empty where none is known.</param>
/// <param name="Pack">Rule-pack version that knows triggers and measures.</param>
/// <param name="Orders">工单编号 of the orders it rests on; empty where a rater reported it or a month's result gave reason.</param>
/// <param name="About">Keys of what it rests on: orders, the rating act or complaint, or the month's result.</param>
public sealed record AlertFacts(
    Guid AlertId, AlertTrigger Trigger, AlertSubject Subject, string Key, string Unit, string UnitName, string Region, string Authority, string Pack, IReadOnlyList<string> Orders, IReadOnlyList<Guid> About)
{
    /// <summary>Codes of all bodies it concerns; none of them sees it.</summary>
    public IReadOnlyList<string> Concerned { get; init; } = [];
}

/// <summary>已预警 — something gives reason to look; nobody has judged it yet.</summary>
/// <param name="CaseId">Lead case of the latest thing it rests on.</param>
/// <param name="Alert">The alert.</param>
/// <param name="At">When.</param>
/// <param name="Note">Commitment of what was written with it.</param>
[Fact("alert-raised", 1)]
public sealed record AlertRaised(Guid CaseId, AlertFacts Alert, DateTimeOffset At, string? Note) : IFact;

/// <summary>已处置 — the authority looked: no ground, or a measure with its day.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Alert">The alert.</param>
/// <param name="At">When.</param>
/// <param name="Measure">Code of the measure (<c>accountability.measures</c>); null where there is no ground.</param>
/// <param name="Leader">追究领导责任 too.</param>
/// <param name="Due">Last day for the measure.</param>
/// <param name="Reason">Commitment of what was found and why.</param>
[Fact("alert-decided", 1)]
public sealed record AlertDecided(Guid CaseId, AlertFacts Alert, DateTimeOffset At, string? Measure, bool Leader, DateOnly? Due, string Reason) : IFact;

/// <summary>措施已了结 — carried out, or not.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Alert">The alert.</param>
/// <param name="At">When.</param>
/// <param name="Done">落实; else it failed.</param>
/// <param name="Outcome">Commitment of the outcome.</param>
[Fact("measure-finished", 1)]
public sealed record MeasureFinished(Guid CaseId, AlertFacts Alert, DateTimeOffset At, bool Done, string Outcome) : IFact;

/// <summary>措施已超期 — its day is over and nothing was recorded.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Alert">The alert.</param>
/// <param name="EffectiveAt">The first instant that was too late.</param>
[Fact("measure-overdue", 1)]
public sealed record MeasureOverdue(Guid CaseId, AlertFacts Alert, DateTimeOffset EffectiveAt) : IFact;
