namespace Haochaping.Policy.Contracts;

/// <summary>工作日 — a number of working days by the State Council's calendar; 0 means the end of the same working day.</summary>
public readonly record struct WorkingDays(int Count);

/// <summary>自然日 — a number of calendar days.</summary>
public readonly record struct NaturalDays(int Count);

/// <summary>期限单位 — what a legal time is counted in.</summary>
public enum DurationUnit
{
    /// <summary>自然日 — calendar days.</summary>
    NaturalDay,

    /// <summary>工作日 — working days.</summary>
    WorkingDay,

    /// <summary>月 — months: the same day number, else the month's last day.</summary>
    Month,
}

/// <summary>超期处理 — what a passed limit does.</summary>
public enum Enforcement
{
    /// <summary>提示 — it is shown and escalates, work goes on.</summary>
    Warn,

    /// <summary>阻止 — a later date is refused.</summary>
    Block,
}

/// <summary>期限 — a legal time as a pack states it.</summary>
/// <param name="Length">How many units; 0 working days is the end of the same working day.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Soft">原则上 — may be extended with a reason and is shown so (江西 第十五条, C4).</param>
/// <param name="Enforce">What passing it does.</param>
/// <param name="DueSetByUnit">The undertaking unit enters the due date; the length is then the latest it may enter.</param>
public sealed record Duration(
    int Length,
    DurationUnit Unit,
    bool Soft = false,
    Enforcement Enforce = Enforcement.Warn,
    bool DueSetByUnit = false)
{
    /// <summary>A duration in working days.</summary>
    public static Duration Of(WorkingDays days) => new(days.Count, DurationUnit.WorkingDay);

    /// <summary>A duration in calendar days.</summary>
    public static Duration Of(NaturalDays days) => new(days.Count, DurationUnit.NaturalDay);

    /// <summary>As an official reads it: “原则上10个工作日”.</summary>
    public override string ToString() => (Soft ? "原则上" : "") + this switch
    {
        { Length: 0, Unit: DurationUnit.WorkingDay } => "当个工作日内",
        { Unit: DurationUnit.NaturalDay } => $"{Length}个自然日",
        { Unit: DurationUnit.WorkingDay } => $"{Length}个工作日",
        { Unit: DurationUnit.Month } => $"{Length}个月",
        _ => throw new InvalidOperationException($"Unit {Unit}"),
    };
}
