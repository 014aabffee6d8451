namespace Haochaping.Cases.Contracts;

/// <summary>What downstream modules may look up about cases.</summary>
public interface ICases
{
    /// <summary>Ratings that arrived together with cases (江西 第十四条, 深圳 第十三条), by case and service number.</summary>
    Task<IReadOnlyList<CollectedRating>> CollectedRatingsAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel);

    /// <summary>The cases of a 办件编号: one per source system that uses it.</summary>
    Task<IReadOnlyList<Guid>> FindAsync(string caseNumber, CancellationToken cancel);

    /// <summary>办件编号 by case; only what is known.</summary>
    Task<IReadOnlyDictionary<Guid, string>> NumbersAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel);
}

/// <summary>随办件汇聚的评价 — a rating that the sending system collected itself.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="Level">5 非常满意 … 1 非常不满意.</param>
/// <param name="Tags">Tag codes of the national list.</param>
/// <param name="Text">Free text, as written.</param>
/// <param name="Channel">Channel code as the pack spells it, for example <c>window_device</c>.</param>
/// <param name="CapturedAt">When the person rated.</param>
public sealed record CollectedRating(
    Guid CaseId, int ServiceNumber, int Level, IReadOnlyList<string> Tags, string? Text, string Channel, DateTimeOffset CapturedAt);
