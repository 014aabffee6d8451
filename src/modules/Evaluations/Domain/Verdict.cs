using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>评价内容 — what a rater said: well-formed, not yet held against the pack.</summary>
/// <param name="Level">总体评价; null only where linked cases of a theme alone are rated.</param>
/// <param name="Indicators">Indicator name → level.</param>
/// <param name="Tags">Tag codes.</param>
/// <param name="Text">Free text, cleaned.</param>
/// <param name="Private">不公开.</param>
internal sealed record Verdict(Level? Level, IReadOnlyDictionary<string, Level> Indicators, IReadOnlyList<string> Tags, string? Text, bool Private)
{
    /// <summary>关联业务的评价 — of linked cases, on the page of their theme.</summary>
    public IReadOnlyList<LinkedVerdict> Items { get; init; } = [];

    /// <summary>问询答案 — code of the question → number of the answer.</summary>
    public IReadOnlyDictionary<string, int> Questions { get; init; } = new Dictionary<string, int>();

    /// <summary>协助填写: somebody else typed for the rater.</summary>
    public bool Assisted { get; init; }

    /// <summary>图片, by hash.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>SHA-256 (hex) of the content in a fixed order: equal content is a repeat, other content a second opinion.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Level, Indicators = Indicators.OrderBy(i => i.Key, StringComparer.Ordinal).ToList(), Tags = Tags.Order(StringComparer.Ordinal).ToList(), Text, Private,
            Items = Items.Count == 0 ? null : Items.OrderBy(i => i.CaseNumber, StringComparer.Ordinal).Select(i => i with { Tags = [.. i.Tags.Order(StringComparer.Ordinal)] }).ToList(),
            Questions = Questions.Count == 0 ? null : Questions.OrderBy(q => q.Key, StringComparer.Ordinal).ToList(),
            Pictures = Pictures.Count == 0 ? null : Pictures,
            Assisted = Assisted ? true : (bool?)null,
        },
        FactJson.Options)));
}

/// <summary>关联业务评价 — what was said of one linked case of a theme.</summary>
/// <param name="CaseNumber">办件编号 of the linked case.</param>
/// <param name="Level">Its grade.</param>
/// <param name="Tags">Tag codes.</param>
/// <param name="Text">Free text, cleaned.</param>
internal sealed record LinkedVerdict(string CaseNumber, Level Level, IReadOnlyList<string> Tags, string? Text);

/// <summary>提交 — a verdict on its way to its task.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Verdict">What was said.</param>
/// <param name="Hash">Hash of the verdict.</param>
/// <param name="Channel">Channel code as the pack spells it.</param>
/// <param name="ReceivedAt">When the request arrived; decides timeliness.</param>
/// <param name="CapturedAt">When the person rated, where a system collected it earlier; then this decides timeliness.</param>
/// <param name="EntryId">Key of the fact, made once per request.</param>
/// <param name="Proven">The rater's identity is proven (sign-in, phone code, certificate digits, device at an identified case).</param>
/// <param name="Salt">Salt of the text's commitment.</param>
internal sealed record Submission(
    Guid CaseId, Guid TaskId, Verdict Verdict, string Hash, string Channel, DateTimeOffset ReceivedAt, DateTimeOffset? CapturedAt, Guid EntryId, bool Proven, byte[] Salt)
{
    /// <summary>终端机编号, where a self-service terminal handed it in.</summary>
    public string? Terminal { get; init; }

    /// <summary>The instant that decides whether the window was still open.</summary>
    public DateTimeOffset DecisiveAt => CapturedAt ?? ReceivedAt;
}
