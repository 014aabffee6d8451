using Haochaping.Accountability.Contracts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.Accountability.Domain;

/// <summary>预警状态 — where an alert stands.</summary>
internal enum AlertState
{
    /// <summary>待研判.</summary>
    Open,

    /// <summary>不成立.</summary>
    NoGround,

    /// <summary>措施执行中.</summary>
    Measured,

    /// <summary>已落实.</summary>
    Done,

    /// <summary>未落实.</summary>
    Failed,
}

/// <summary>问责预警 — something that gives reason to look, and what the supervising authority made of it. Nobody is judged by a program: it only asks.</summary>
internal sealed record Alert
{
    private const int TextLimit = 2000;

    public required Guid CaseId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>What every fact about it carries.</summary>
    public required AlertFacts About { get; init; }

    /// <summary>Code of the unit it is about, which never sees it.</summary>
    public required string Unit { get; init; }

    /// <summary>Codes of all bodies it concerns: of the unit, of who was rated, of who handled it, of who answers for it; none of them sees it.</summary>
    public required string Concerned { get; init; }

    public required string Region { get; init; }

    /// <summary>Code of the authority that supervises the unit; empty where none is known.</summary>
    public required string Authority { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>What was written with it.</summary>
    public string? Note { get; init; }

    public byte[]? NoteSalt { get; init; }

    public AlertState State { get; init; }

    /// <summary>Code of the measure (<c>accountability.measures</c>).</summary>
    public string? Measure { get; init; }

    /// <summary>追究领导责任.</summary>
    public bool Leader { get; init; }

    public DateOnly? Due { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What was found, and why it was decided so.</summary>
    public string? Reason { get; init; }

    public byte[]? ReasonSalt { get; init; }

    /// <summary>The end of the measure's day, once it was flagged as missed.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Outcome { get; init; }

    public byte[]? OutcomeSalt { get; init; }

    /// <summary>Counts up with every act: who decided on an older one is told to look again.</summary>
    public int Version { get; init; }

    /// <summary>Whoever supervises the unit, and never anybody of a body it concerns, however far they see otherwise.</summary>
    public bool IsSeenBy(StaffScope scope) =>
        !scope.Institutions.Any(mine => Concerned.Contains(Mark(mine), StringComparison.Ordinal)) && (scope.IsEverything || scope.Covers(Authority, Region));

    /// <summary>A code as it stands in <see cref="Concerned"/>.</summary>
    public static string Mark(string code) => $"|{code}|";

    /// <summary>处置 — a person looked into it: no ground, or a measure of the place's document, with a day, and always what was found.</summary>
    public Result<Alert> Decide(RulePack pack, string? measure, bool none, bool leader, DateOnly? due, string? reason, DateTimeOffset now)
    {
        if (State != AlertState.Open)
        {
            return Stands("处置");
        }

        if (Missing([
            none || pack.Accountability.Measures.Any(m => m.Code == measure) ? null : new("measure", "measure-missing", "请选择处置措施，或选择不成立。"),
            none || due is not null ? null : new("due", "due-missing", "请确定措施的期限。"),
            none || due is null || due <= now.BusinessDate().AddYears(1) ? null : new("due", "due-too-far", "措施的期限太远：请填写一年以内的日期。"),
            none || due is null || due >= now.BusinessDate() ? null : new("due", "due-past", "措施的期限不能早于今天。"),
            Text("reason", "reason-missing", reason, "请写明核实情况和理由。")]) is { } refusal)
        {
            return refusal;
        }

        return none
            ? this with { State = AlertState.NoGround, DecidedAt = now }
            : this with { State = AlertState.Measured, Measure = measure, Leader = leader, Due = due, DecidedAt = now };
    }

    /// <summary>了结 — what became of the measure; one that failed is told again.</summary>
    public Result<Alert> Finish(bool? done, string? outcome, DateTimeOffset now) =>
        State != AlertState.Measured ? Stands("登记措施结果")
        : Missing([
            done is not null ? null : new("done", "done-missing", "请选择措施是否落实。"),
            Text("outcome", "outcome-missing", outcome, "请写明措施的结果。")]) is { } refusal ? refusal
        : this with { State = done == true ? AlertState.Done : AlertState.Failed, FinishedAt = now };

    /// <summary>超期 — the measure's day is over; it stays to be carried out.</summary>
    public Alert FlagOverdue() => this with { OverdueAt = Due!.Value.EndOfDay() };

    /// <summary>What is missing or too long in a text, or null.</summary>
    public static Complaint? Text(string field, string code, string? text, string missing) =>
        string.IsNullOrWhiteSpace(text) ? new(field, code, missing)
        : text.Length > TextLimit ? new(field, "text-too-long", $"文字过长：请不要超过 {TextLimit} 字。")
        : null;

    /// <summary>All complaints as one refusal, or null when there are none.</summary>
    public static Refusal? Missing(IEnumerable<Complaint?> complaints) => complaints.OfType<Complaint>().ToList() is { Count: > 0 } all
        ? new(RefusalKind.Unprocessable, "alert-form", string.Join("", all.Select(c => c.Message)), null, all)
        : null;

    private Refusal Stands(string act) => new(RefusalKind.Conflict, "alert-state", $"这条预警目前为“{Named.Word(State)}”，不能{act}。请刷新后再看。");
}
