using System.Globalization;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    private bool IsInHand => State is OrderState.Accepted or OrderState.Rectifying or OrderState.Explaining;

    /// <summary>
    /// 回访核实 — one attempt to reach the rater. After the pack's number of attempts on different days it is 未联系上 (C1).
    /// </summary>
    /// <param name="rules">The pack.</param>
    /// <param name="method">One of the pack's ways.</param>
    /// <param name="reached">Whether the rater was reached.</param>
    /// <param name="recording">Reference of the recorded call, where the pack wants calls recorded.</param>
    /// <param name="note">What was said.</param>
    /// <param name="now">When.</param>
    public Result<Order> RecordContact(Rules rules, ContactMethod? method, bool? reached, string? recording, string? note, DateTimeOffset now)
    {
        if (!IsInHand)
        {
            return No.State(this, "登记回访核实");
        }

        var contact = rules.Pack.Contact;
        if (No.Missing(
            MethodComplaint(contact.Methods, method),
            No.Unless(reached is not null, "reached", "reached-missing", "请选择是否联系上评价人。"),
            No.Unless(!(contact.RecordedCallLog && method == ContactMethod.Phone && reached == true) || !string.IsNullOrWhiteSpace(recording), "recording", "recording-missing", "电话回访须有通话记录：请填写录音或通话记录编号。"),
            reached == true ? No.Text("note", "note-missing", note, "请记录核实情况。") : null) is { } refusal)
        {
            return refusal;
        }

        var days = Tried(ContactDays, now);
        var next = this with { ContactDays = days };
        return reached == true ? (next with { Contact = ContactResult.Reached }).Meet(now, Clock.Contact)
            : Contact == ContactResult.Reached ? next
            : days.Count >= contact.Attempts ? (next with { Contact = ContactResult.Unreachable }).Meet(now, Clock.Contact)
            : next with { Contact = ContactResult.NotReached };
    }

    /// <summary>核实结论 — true or not, how hard, and where the cause lies; decides which road the order takes.</summary>
    public Result<Order> Verify(Rules rules, Verdict? verdict, Triage? triage, CauseKind? cause, string? finding, DateTimeOffset now)
    {
        if (State != OrderState.Accepted)
        {
            return No.State(this, "登记核实结论");
        }

        var untrue = verdict == Contracts.Verdict.Untrue;
        if (No.Missing(
            No.Unless(verdict is not null, "verdict", "verdict-missing", "请选择核实结论。"),
            No.Unless(untrue || triage is not null, "triage", "triage-missing", "请选择问题分类。"),
            No.Unless(untrue || cause is not null, "cause", "cause-missing", "请选择原因归属。"),
            No.Unless(cause is null || rules.Pack.WorkOrder.CauseAttribution.Contains(cause.Value), "cause", "cause-unknown", "本地规则没有这一原因归属。"),
            No.Text("finding", "finding-missing", finding, "请写明核实情况。")) is { } refusal)
        {
            return refusal;
        }

        // Untrue needs no rectification: what is owed is the explanation, within the limit of a complex problem.
        var next = this with { Verdict = verdict, Triage = untrue ? null : triage, Cause = untrue ? null : cause };
        next = next with { State = next.Road };
        return next.Triage == Contracts.Triage.Simple ? next.With(Simplified(rules, now)) : next;
    }

    /// <summary>
    /// 整改措施 — a measure or a promise on the way. Where the pack lets the unit set the date, the promise becomes the limit, never later
    /// than the pack's own (吉林 第十九条).
    /// </summary>
    public Result<Order> TakeMeasure(Rules rules, HandlingMethod? method, DateOnly? promised, string? measure, DateTimeOffset now)
    {
        if (State is not (OrderState.Rectifying or OrderState.Explaining))
        {
            return No.State(this, "登记整改措施");
        }

        var latest = Rectification.Where(c => c.Side == ClockSide.Citizen).Max(c => c.LastDay);
        if (No.Missing(rules.Article(Clock.RectifyComplex), [
            No.Unless(method is not null, "method", "method-missing", "请选择处理方式。"),
            No.Unless(promised is null || promised >= now.BusinessDate(), "promised", "promised-past", "承诺日期不能早于今天。"),
            No.Unless(promised is null || promised <= latest, "promised", "promised-too-late", $"承诺日期不能晚于法定期限 {latest:yyyy-MM-dd}；确需更久请申请延期。"),
            No.Text("measure", "measure-missing", measure, "请写明整改措施。")]) is { } refusal)
        {
            return refusal;
        }

        var next = this with { Promised = promised ?? Promised };
        return promised is { } day && rules.Pack.Deadline.Complex.DueSetByUnit
            ? next.With(Clocks.Select(c => c.IsRectification && c.IsRunning && day < c.LastDay ? c.MovedTo(day) : c))
            : next;
    }

    private static Complaint? MethodComplaint(IReadOnlyList<ContactMethod> allowed, ContactMethod? method) =>
        No.Unless(method is not null && allowed.Contains(method.Value), "method", "method-missing", "请选择本地规则允许的联系方式。");

    private static IReadOnlyList<string> Tried(IReadOnlyList<string> days, DateTimeOffset now)
    {
        var today = now.BusinessDate().ToString("O", CultureInfo.InvariantCulture);
        return days.Contains(today) ? days : [.. days, today];
    }
}
