namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>督办 — the authority urges; nothing about the order changes but that it is known.</summary>
    public Result<Order> Urge(string? text) =>
        !IsSupervisable ? No.State(this, "督办")
        : No.Missing(No.Text("text", "text-missing", text, "请写明督办意见。")) is { } refusal ? refusal
        : this;

    /// <summary>催办 — the desk that sent the order on asks how far it is; below 督办, which is the authority's.</summary>
    public Result<Order> Remind(string? text) =>
        !IsRemindable ? No.State(this, "催办")
        : No.Missing(No.Text("text", "text-missing", text, "请写明催办内容。")) is { } refusal ? refusal
        : this;

    /// <summary>挂牌督办 — the authority puts it on its list, with a reason, until somebody takes it off. It moves no limit and punishes nobody.</summary>
    public Result<Order> BeginListedSupervision(string? reason, DateTimeOffset now) =>
        ListedAt is not null ? new Refusal(RefusalKind.Conflict, "order-listed", "本工单已挂牌督办。")
        : !IsSupervisable ? No.State(this, "挂牌督办")
        : No.Missing(No.Text("reason", "reason-missing", reason, "请写明挂牌督办的理由和要求。")) is { } refusal ? refusal
        : this with { ListedAt = now };

    /// <summary>摘牌 — off the list, with what justifies it; it is never taken off by itself.</summary>
    public Result<Order> EndListedSupervision(string? reason) =>
        ListedAt is null ? new Refusal(RefusalKind.Conflict, "order-not-listed", "本工单没有挂牌督办。")
        : No.Missing(No.Text("reason", "reason-missing", reason, "请写明摘牌的依据。")) is { } refusal ? refusal
        : this with { ListedAt = null };

    private bool IsRemindable => IsSupervisable && Sender != Holder;

    // Nobody urges themselves: where the authority asks the rater, what is left is its own to do.
    private bool IsSupervisable => Turn is not (Turn.Visit or Turn.Nobody);
}
