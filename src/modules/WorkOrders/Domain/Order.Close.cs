using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>
    /// 办结 — result and reply. No order ends without them (江西 第十五条), nor without the contact, the part of every other body and, where the
    /// place asks for it, the talk with whoever is responsible (深圳 第二十一条). The limits are met here; where the result is audited, the
    /// order goes to the auditing desk first, which has a limit of its own, and so has whoever asks the rater afterwards.
    /// </summary>
    public Result<Order> Report(Rules rules, string? result, string? reply, DateTimeOffset now)
    {
        if (State is not (OrderState.Rectifying or OrderState.Explaining))
        {
            return No.State(this, "办结");
        }

        if ((Owed(rules) ?? ReportComplaints(result, reply)) is { } refusal)
        {
            return refusal;
        }

        var done = Meet(now, Clock.FirstReply, Clock.RectifySimple, Clock.RectifyComplex, Clock.AbsoluteMax);
        done = done.With(done.Clocks.Where(c => !(c.Clock == Clock.Contact && c.IsRunning))); // not asked for here, or Owed had refused
        return IsAudited
            ? (done with { State = OrderState.Auditing }).MovedTo(Hop + 1).With([.. done.Clocks, OrderClock.Start(rules, Clock.ResultAudit, ClockSide.Reviewer, Round, now)])
            : done.Handle(rules, IsInTime(now), now);
    }

    /// <summary>
    /// 满意度回访 — asks the rater about the result. Ends the order; dissatisfaction opens it again as often as the pack allows; an order
    /// whose rater cannot be reached ends after the attempts on different days, shown apart.
    /// </summary>
    /// <param name="rules">The pack.</param>
    /// <param name="method">How.</param>
    /// <param name="reached">Whether the rater was reached.</param>
    /// <param name="satisfaction">With the result.</param>
    /// <param name="now">When.</param>
    /// <param name="units">With each unit that 协办; null where whoever asked knows of none.</param>
    public Result<Order> RecordVisit(Rules rules, ContactMethod? method, bool? reached, Level? satisfaction, DateTimeOffset now, IReadOnlyDictionary<string, Level>? units = null)
    {
        if (State != OrderState.Handled)
        {
            return No.State(this, "登记满意度回访");
        }

        var visit = rules.Pack.SatisfactionVisit;
        var asks = reached == true && visit.SatisfactionWithRectification;
        if (No.Missing([
            MethodComplaint(visit.Methods, method),
            No.Unless(reached is not null, "reached", "reached-missing", "请选择是否联系上评价人。"),
            No.Unless(satisfaction is not { } grade || Enum.IsDefined(grade), "satisfaction", "satisfaction-unknown", "满意程度只能是五个等级之一。"),
            No.Unless(units?.Values.All(Enum.IsDefined) != false, "units", "satisfaction-unknown", "各单位的满意程度只能是五个等级之一。"),
            No.Unless(!asks || satisfaction is not null, "satisfaction", "satisfaction-missing", "请选择评价人对整改结果的评价。"),
            .. CoHandlers.Select(s => No.Unless(!asks || units is null || units.ContainsKey(s.Unit), $"units.{s.Unit}", "unit-satisfaction-missing", $"请选择评价人对{s.Name}整改情况的评价。"))]) is { } refusal)
        {
            return refusal;
        }

        var days = Tried(VisitDays, now);
        var next = this with { VisitDays = days, Satisfaction = reached == true ? satisfaction : null };
        next = reached == true && units is not null ? next.GradedBy(units) : next;
        return reached != true ? days.Count >= rules.Pack.Contact.Attempts ? next.Close(VisitResult.Unreachable, now) : next
            : next.IsSatisfied(rules) == false && MayReopen(visit.UnsatisfiedReopens) ? next.Reopen(rules, now)
            : next.Close(VisitResult.Visited, now);
    }

    /// <summary>Whether the rater is satisfied with the rectification; null where they did not say.</summary>
    public bool? IsSatisfied(Rules rules) => Satisfaction is { } level ? !rules.Pack.Form.IsNegative(level) : null;

    private Refusal? Owed(Rules rules) =>
        rules.Pack.Contact.RequiredBeforeHandled && Contact is not (ContactResult.Reached or ContactResult.Unreachable)
            ? new(RefusalKind.Conflict, "contact-owed", $"办结前须回访核实：请先联系评价人；不同日期联系 {rules.Pack.Contact.Attempts} 次仍未联系上的，可以继续办结。", rules.Article(Clock.Contact))
        : Owed().FirstOrDefault() is { } owed
            ? new(RefusalKind.Conflict, "subtask-owed", $"{owed.Name}还没有填报整改情况：请督促其填报，确实与其无关的可以解除协办并说明理由，再办结。")
        : rules.Pack.Steps.ResponsibilityTalkIfTrue && Verdict != Contracts.Verdict.Untrue && TalkedAt is null
            ? new(RefusalKind.Conflict, "talk-owed", "经核实属实的，须约谈相关责任人：请先登记约谈整改，再办结。", rules.Article("steps.responsibility_talk_if_true"))
        : rules.Pack.Deadline.Complex.DueSetByUnit && Triage == Contracts.Triage.Complex && State == OrderState.Rectifying && Promised is null
            ? new(RefusalKind.Conflict, "promise-owed", "复杂问题须先在台账中确定整改期限：请先登记整改措施和承诺日期。", rules.Article(Clock.RectifyComplex))
        : null;

    private Refusal? ReportComplaints(string? result, string? reply) => No.Missing(
        No.Text("result", "result-missing", result, State == OrderState.Explaining ? "请写明解释说明的情况。" : "请写明整改结果。"),
        No.Text("reply", "reply-missing", reply, "请写明给评价人的答复。"));

    private Order Handle(Rules rules, bool inTime, DateTimeOffset now)
    {
        var handled = this with { State = OrderState.Handled, HandledAt = now, OnTime = inTime, VisitDays = [], Satisfaction = null, Subtasks = [.. Subtasks.Select(s => s with { Satisfaction = null })] };
        return rules.Pack.SatisfactionVisit.Enabled
            ? handled.With([.. Clocks, OrderClock.Start(rules, Clock.SatisfactionVisit, ClockSide.Reviewer, Round, now)])
            : handled.Close(VisitResult.NotRequired, now);
    }

    private bool MayReopen(ReopenRule rule) => rule switch
    {
        ReopenRule.Never => false,
        ReopenRule.Once => Round == 1,
        ReopenRule.Always => true,
    };

    // A new round has limits of its own from now; the longest limit goes on from the rating.
    private Order Reopen(Rules rules, DateTimeOffset now)
    {
        var next = this with { State = Road, Round = Round + 1, Subtasks = [.. Subtasks.Select(s => s.Again())], Promised = null };
        var limit = Triage == Contracts.Triage.Simple ? Clock.RectifySimple : Clock.RectifyComplex;
        return next.With([
            .. Meet(now, Clock.SatisfactionVisit).Clocks.Select(c => c.Clock == Clock.AbsoluteMax && c.OverdueAt is null ? c with { MetAt = null } : c),
            OrderClock.Start(rules, limit, ClockSide.Citizen, next.Round, now),
            OrderClock.Start(rules, limit, ClockSide.Unit, next.Round, now)]);
    }

    /// <summary>作废 — its ratings are not adopted: every limit that runs ends here. What was done before stays in the trace.</summary>
    public Order Void(DateTimeOffset now) => With(Clocks.Select(c => c.IsRunning ? c with { MetAt = now } : c)) with { State = OrderState.Voided, ClosedAt = now };

    private Order Close(VisitResult visit, DateTimeOffset now) => Meet(now, Clock.SatisfactionVisit) with { State = OrderState.Closed, Visit = visit, ClosedAt = now };
}
