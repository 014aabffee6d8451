namespace Haochaping.Evaluations.Contracts;

/// <summary>评价表 — a task as a rater sees it; no personal data.</summary>
public sealed record TaskForm
{
    /// <summary>事项名称; empty for a visit without a case.</summary>
    public required string ItemName { get; init; }

    /// <summary>办件编号 of the lead case, or of the visit, batch or theme.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>What is rated: the whole service, a visit, or a stage.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>How many cases the rating answers for.</summary>
    public required int Cases { get; init; }

    /// <summary>关联业务: the linked cases of a theme, each of which may be rated too.</summary>
    public required IReadOnlyList<LinkedChoice> Linked { get; init; }

    public required bool IsVisit { get; init; }

    public required string Place { get; init; }

    public string? Staff { get; init; }

    public string? WorkNumber { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>Day 0 where the report came after the window; null in the ordinary case.</summary>
    public DateTimeOffset? CountsFrom { get; init; }

    public required DateTimeOffset ClosesAt { get; init; }

    public required bool Provisional { get; init; }

    /// <summary>The end that was first told, where a holiday notice moved it.</summary>
    public DateTimeOffset? MovedFrom { get; init; }

    public string? MovedBy { get; init; }

    /// <summary>open, answered, defaulted, unrated, withdrawn, or closed: the window is over but nobody has cleared up yet.</summary>
    public required string State { get; init; }

    public string? ReceiptCode { get; init; }

    public required string ExplainPath { get; init; }

    /// <summary>Rule-pack version that judges the task.</summary>
    public required string Pack { get; init; }

    public required string Window { get; init; }

    public required string WindowBasis { get; init; }

    public required IReadOnlyList<string> Indicators { get; init; }

    /// <summary>问询项目, voluntary and beside the grade; empty where the place asks none (吉林 第十四条).</summary>
    public required IReadOnlyList<FormQuestion> Questions { get; init; }

    public required IReadOnlyList<TagChoice> Tags { get; init; }

    public required string TagsVersion { get; init; }

    public required int MostTags { get; init; }

    public required int MostCharacters { get; init; }

    public required bool PrivateOption { get; init; }

    public required bool NeedsProof { get; init; }

    /// <summary>Last two digits of the phone a code can be sent to; null where none can.</summary>
    public string? PhoneTail { get; init; }

    public required IReadOnlyList<string> Banners { get; init; }
}

/// <summary>标签选项 — one reason to tick.</summary>
public sealed record TagChoice(string Code, int Level, string Text);

/// <summary>关联业务选项 — one linked case to rate.</summary>
public sealed record LinkedChoice(string CaseNumber, string ItemName, string Unit);

/// <summary>问询选项 — one question of a form.</summary>
/// <param name="Code">What an answer names it by.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">Answers; the first is number 1. None: it is answered in the free text.</param>
public sealed record FormQuestion(string Code, string Text, IReadOnlyList<string> Choices);
