using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>
    /// 结果审核 — the authority looks at the result (广州 第三条): approved, the order is handled, in time where the unit had returned the
    /// result in time; rejected with a reason, it goes back to the unit, and the limits that the result had met run on, to the same days.
    /// </summary>
    public Result<Order> Audit(Rules rules, bool? approved, string? reason, DateTimeOffset now)
    {
        if (State != OrderState.Auditing)
        {
            return No.State(this, "审核");
        }

        if (No.Missing(
            No.Unless(approved is not null, "approved", "approved-missing", "请选择审核结论。"),
            approved == false || reason?.Length > No.TextLimit ? No.Text("reason", "reason-missing", reason, "退回重办须写明理由。") : null) is { } refusal)
        {
            return refusal;
        }

        var back = MovedTo(Hop - 1).Meet(now, Clock.ResultAudit);
        return approved == true ? back.Handle(rules, IsInTime(SubmittedAt), now) : back.Unmet(SubmittedAt) with { State = Road };
    }

    private DateTimeOffset SubmittedAt => Rectification.Max(c => c.MetAt)!.Value;

    private OrderState Road => Outcome == Contracts.OrderOutcome.Explained ? OrderState.Explaining : OrderState.Rectifying;

    private Order Unmet(DateTimeOffset submitted) => With(Clocks.Select(c =>
        c.MetAt == submitted && (c.IsRectification || c.Clock is Clock.FirstReply or Clock.AbsoluteMax) ? c with { MetAt = null } : c));
}
