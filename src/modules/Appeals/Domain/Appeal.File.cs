using Haochaping.Appeals.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Domain;

/// <summary>申诉状 — what somebody writes when filing.</summary>
/// <param name="By">As whom.</param>
/// <param name="Ground">申诉理由.</param>
/// <param name="Against">What is contested.</param>
/// <param name="Statement">举证解释.</param>
/// <param name="Recording">通话记录编号, where the rater confirmed a slip on the phone.</param>
internal sealed record Filing(AppellantKind? By, AppealGround? Ground, IReadOnlyList<string>? Against, string? Statement, string? Recording);

internal sealed partial record Appeal
{
    /// <summary>Characters of a 通话记录编号.</summary>
    public const int LongestRecording = 80;

    /// <summary>The last day on which a rating may be contested.</summary>
    public static Deadline FilingLimit(Rules rules, EvaluationSubmitted rated)
    {
        var clock = Clock.AppealFile;
        return rules.Deadlines.Compute(rules.Pack, clock, rated.ReceivedAt);
    }

    /// <summary>Whether this may be filed now by somebody of that unit, and what it contests.</summary>
    public static Result<AppealClaim> Contest(Rules rules, EvaluationSubmitted rated, Filing filing, DateTimeOffset now)
    {
        var appeal = rules.Pack.Appeal;
        if (!appeal.Enabled)
        {
            return new Refusal(RefusalKind.Unprocessable, "no-appeals-here", "本地规则没有申诉程序。");
        }

        if (FilingLimit(rules, rated) is var limit && limit.IsOver(now))
        {
            return new Refusal(RefusalKind.Expired, "filed-too-late", $"申诉期限已过：最后一日为 {limit.LastDay:yyyy-MM-dd}{rules.Ground("appeal.file_within")}。", rules.Article("appeal.file_within"));
        }

        if (No.Missing(
            null,
            No.Unless(filing.By is not null, "by", "by-missing", "请选择申诉主体。"),
            No.Unless(filing.Ground is not null, "ground", "ground-missing", "请选择申诉理由。"),
            No.Text("statement", "statement-missing", filing.Statement, "请写明申诉理由和举证情况。"),
            No.Unless(filing.Recording is null or { Length: <= LongestRecording }, "recording", "recording-too-long", $"通话记录编号最多 {LongestRecording} 个字符。"),
            No.Unless(filing.Recording is null || rules.Pack.Fraud.FastLane.Contains(SlipConfirmation.RecordedCall), "recording", "recording-not-taken", "本地规则不以通话记录确认误评，请不要填写。")) is { } missing)
        {
            return missing;
        }

        if (!Contestable.Read(rules, rated, filing.Against).Is(out var claim, out var no))
        {
            return no;
        }

        return appeal.By.Count > 0 && !appeal.By.Contains(filing.By!.Value)
                ? new Refusal(RefusalKind.NotAllowed, "appellant-not-allowed", $"{Named.Word(filing.By.Value)}不能提出申诉：本地的申诉主体为{string.Join("、", appeal.By.Select(Named.Word))}{rules.Ground("appeal.by")}。", rules.Article("appeal.by"))
            : filing.By == AppellantKind.Staff && rated.Task.Place.Staff is null
                ? new Refusal(RefusalKind.Unprocessable, "nobody-rated", "这条评价没有登记提供服务的工作人员，请由单位提出。")
            : claim;
    }

    /// <summary>The appeal as it begins: with the own department where the pack asks, else with the desk.</summary>
    public Appeal Begin(Rules rules, DateTimeOffset now)
    {
        var clock = Clock.AppealDecide;
        var decideBy = rules.Deadlines.Compute(rules.Pack, clock, now).LastDay;
        var isEndorsed = rules.Pack.Appeal.Endorsement != Party.None && About.By != AppellantKind.Agency; // an agency is its own department
        var begun = this with { DecideBy = decideBy, State = isEndorsed ? AppealState.Filed : AppealState.Reviewing };
        return (isEndorsed ? begun with { EndorseBy = rules.Deadlines.Compute(rules.Pack, clock, rules.Pack.Appeal.EndorseWithin, now).LastDay } : begun).Timed();
    }

    /// <summary>转交 — the department passes it on with its opinion; whether it agrees decides nothing (JL-26: 保障申诉申辩的权利).</summary>
    public Result<Appeal> Endorse(bool? agrees, string? opinion) =>
        State != AppealState.Filed ? No.State(this, "转交")
        : No.Missing(
            null, No.Unless(agrees is not null, "agrees", "agrees-missing", "请选择所在部门的意见。"),
            No.Text("opinion", "opinion-missing", opinion, "请写明所在部门的意见。")) is { } refusal ? refusal
        : (this with { State = AppealState.Reviewing }).Timed();

    /// <summary>撤回.</summary>
    public Result<Appeal> Withdraw(DateTimeOffset now) =>
        IsOpen ? (this with { State = AppealState.Withdrawn, EndedAt = now }).Timed() : No.State(this, "撤回");

    /// <summary>评价人说明 — once, before the decision; a slip said over the link that was sent confirms it (C3).</summary>
    public Result<Appeal> Answer(Rules rules, bool? isSlip, string? statement, DateTimeOffset now) =>
        !IsOpen || AnsweredAt is not null ? new Refusal(RefusalKind.Conflict, "appeal-answered", "复核已经结束，或者您已经说明过，不能再次提交。")
        : No.Missing(
            null, No.Unless(isSlip is not null, "said", "said-missing", "请选择评价是否属实。"),
            isSlip == false ? No.Text("statement", "statement-missing", statement, "请说明具体情况。") : null) is { } refusal ? refusal
        : this with { AnsweredAt = now, Slip = Confirmed(rules, isSlip) };

    // Whatever call was named when filing: the rater who says that the grade was meant takes the fast lane away.
    private SlipConfirmation? Confirmed(Rules rules, bool? isSlip) =>
        isSlip != true ? null : rules.Pack.Fraud.FastLane.Contains(SlipConfirmation.Sms) ? Slip ?? SlipConfirmation.Sms : Slip;

    /// <summary>到期 — what time does by itself: the department's silence passes the appeal on, a missed limit is flagged at the limit.</summary>
    public Appeal Expire(DateTimeOffset until) =>
        State == AppealState.Filed && EndorseBy is { } last && last.EndOfDay() <= until ? (this with { State = AppealState.Reviewing }).Timed()
        : IsOpen && OverdueAt is null && DecideBy.EndOfDay() <= until ? (this with { OverdueAt = DecideBy.EndOfDay() }).Timed()
        : this;
}
