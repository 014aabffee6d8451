namespace Haochaping.Appeals.Domain;

/// <summary>拒绝理由 — the refusals that several acts share.</summary>
internal static class No
{
    /// <summary>Longest text of one act, in characters.</summary>
    public const int TextLimit = 2000;

    /// <summary>The appeal stands where this act has no place.</summary>
    public static Refusal State(Appeal appeal, string act) =>
        new(RefusalKind.Conflict, "appeal-state", $"申诉目前为“{Named.Word(appeal.State)}”，不能{act}。请刷新后查看可以办理的操作。");

    /// <summary>What is missing or too long in a text, or null.</summary>
    public static Complaint? Text(string field, string code, string? text, string missing) =>
        string.IsNullOrWhiteSpace(text) ? new(field, code, missing)
        : text.Length > TextLimit ? new(field, "text-too-long", $"文字过长：请不要超过 {TextLimit} 字。")
        : null;

    /// <summary>A complaint where something was not chosen, or null.</summary>
    public static Complaint? Unless(bool given, string field, string code, string message) => given ? null : new(field, code, message);

    /// <summary>All complaints as one refusal that names the article, or null when there are none.</summary>
    public static Refusal? Missing(string? article, params IEnumerable<Complaint?> complaints) =>
        complaints.OfType<Complaint>().ToList() is { Count: > 0 } all
            ? new(RefusalKind.Unprocessable, "appeal-form", string.Join("", all.Select(c => c.Message)), article, all)
            : null;
}
