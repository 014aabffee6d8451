namespace Haochaping.WorkOrders.Domain;

/// <summary>拒绝理由 — the refusals that several acts share.</summary>
internal static class No
{
    /// <summary>Longest text of one act, in characters.</summary>
    public const int TextLimit = 2000;

    /// <summary>The order stands where this act has no place.</summary>
    public static Refusal State(Order order, string act) =>
        new(RefusalKind.Conflict, "order-state", $"工单目前为“{Named.Word(order.State)}”，不能{act}。请刷新后查看可以办理的操作。");

    /// <summary>What is missing or too long in a text, or null.</summary>
    public static Complaint? Text(string field, string code, string? text, string missing, int limit = TextLimit) =>
        string.IsNullOrWhiteSpace(text) ? new(field, code, missing)
        : text.Length > limit ? new(field, "text-too-long", $"文字过长：请不要超过 {limit} 字。")
        : null;

    /// <summary>A complaint where something was not chosen, or null.</summary>
    public static Complaint? Unless(bool given, string field, string code, string message) => given ? null : new(field, code, message);

    /// <summary>All complaints as one refusal, or null when there are none.</summary>
    public static Refusal? Missing(params IEnumerable<Complaint?> complaints) => Missing(null, complaints);

    /// <summary>All complaints as one refusal that names the article, or null when there are none.</summary>
    public static Refusal? Missing(string? article, IEnumerable<Complaint?> complaints) =>
        complaints.OfType<Complaint>().ToList() is { Count: > 0 } all
            ? new(RefusalKind.Unprocessable, "order-form", string.Join("", all.Select(c => c.Message)), article, all)
            : null;
}
