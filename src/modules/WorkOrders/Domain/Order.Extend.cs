using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    private const int LongestYears = 3;

    /// <summary>
    /// 延期 — a written reason and a new date (江西 第十五条); refused where the place's document knows no extension (深圳 第二十一条).
    /// </summary>
    public Result<Order> Extend(Rules rules, string? reason, DateOnly? newDay, DateTimeOffset now)
    {
        var limit = Rectification.FirstOrDefault();
        var article = rules.Article("deadline.extension.allowed");
        if (!rules.Pack.Deadline.Extension.Allowed)
        {
            return new Refusal(RefusalKind.Unprocessable, "extension-not-allowed", "本地规定的整改期限不能延期；逾期会标记超期，但仍请继续整改。", article);
        }

        if (!IsInHand || limit is null)
        {
            return No.State(this, "延期");
        }

        if ((ExtensionComplaints(rules, reason, newDay, now, article) ?? Beyond(rules, newDay!.Value)) is { } refusal)
        {
            return refusal;
        }

        // The rater is told why and until when: that is the reply the first limit asks for.
        var moved = this with { Extensions = Extensions + 1, OnTime = IsInTime(now) ? OnTime : false };
        moved = moved.With(Clocks.Select(c => c.IsRectification && c.Round == Round ? c.MovedTo(newDay!.Value) : c));
        return rules.Pack.Deadline.Extension.NotifyRater ? moved.Meet(now, Clock.FirstReply) : moved;
    }

    /// <summary>Whether the unit's own limit had already passed: then an extension informs the rater and heals nothing.</summary>
    public bool IsPastLimit(DateTimeOffset now) => !IsInTime(now);

    private Refusal? ExtensionComplaints(Rules rules, string? reason, DateOnly? newDay, DateTimeOffset now, string? article)
    {
        var extension = rules.Pack.Deadline.Extension;
        if (Extensions >= extension.MaxCount)
        {
            return new(RefusalKind.Unprocessable, "extension-used-up", $"已延期 {Extensions} 次，本地规则最多 {extension.MaxCount} 次。", article);
        }

        var present = Rectification.Max(c => c.LastDay);
        return No.Missing(article, [
            extension.Needs.Contains(ExtensionNeed.WrittenReason) ? No.Text("reason", "reason-missing", reason, "延期须书面说明理由。") : null,
            No.Unless(newDay is not null, "newDay", "new-day-missing", "请明确新的整改期限。"),
            No.Unless(newDay is null || newDay <= now.BusinessDate().AddYears(LongestYears), "newDay", "new-day-too-far", $"新的期限太远：请填写 {LongestYears} 年以内的日期。"),
            No.Unless(newDay is null || newDay > present, "newDay", "new-day-not-later", $"新的期限须晚于现有期限 {present:yyyy-MM-dd}。"),
            No.Unless(newDay is null || newDay <= present || newDay >= now.BusinessDate(), "newDay", "new-day-past", "新的期限不能早于今天。")]);
    }

    private Refusal? Beyond(Rules rules, DateOnly newDay) =>
        rules.Pack.Deadline.AbsoluteMax.Enforce == Enforcement.Block
        && Clocks.FirstOrDefault(c => c.Clock == Clock.AbsoluteMax) is { } max
        && newDay > max.LastDay
            ? new(RefusalKind.Unprocessable, "past-absolute-max", $"新的期限不能晚于最长整改期限 {max.LastDay:yyyy-MM-dd}。", rules.Article(Clock.AbsoluteMax))
            : null;
}
