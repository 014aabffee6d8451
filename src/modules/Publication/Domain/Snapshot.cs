using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Haochaping.Kernel.Facts;

namespace Haochaping.Publication.Domain;

/// <summary>
/// 快照 — everything an issue says, in the order in which it stands in the bytes. Whole numbers only: rates are numerators
/// and denominators. A null count is hidden. The bytes are published, hashed and never written again.
/// </summary>
internal sealed record Snapshot(
    string Format,
    int Number,
    int? Replaces,
    string Place,
    PeriodText Period,
    bool Final,
    DateTimeOffset GeneratedAt,
    LogState Log,
    string Pack,
    int SmallestShown,
    bool Ranked,
    UnitFigures Total,
    IReadOnlyDictionary<int, long?> Levels,
    OrderFigures? Orders,
    IReadOnlyList<UnitFigures> Units,
    IReadOnlyList<Definition> Definitions)
{
    /// <summary>The only format so far.</summary>
    public const string Format1 = "haochaping-issue@1";

    private static readonly JsonSerializerOptions Json = new(FactJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Snapshot Read(byte[] bytes) => JsonSerializer.Deserialize<Snapshot>(bytes, Json)!;

    /// <summary>SHA-256 of the bytes, lower-case hex: what <c>sha256sum</c> prints.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The figures alone: equal for two drafts that would show the same, whenever they were made.</summary>
    public string Fingerprint() => HashOf((this with { GeneratedAt = default, Log = new(0, 0, "", "") }).ToBytes());
}

/// <summary>期间 as it stands in the bytes.</summary>
internal sealed record PeriodText(DateOnly From, DateOnly To);

/// <summary>存证状态 — what the figures rest on: all entries before <paramref name="Counted"/> of the tree of this size and root.</summary>
internal sealed record LogState(long Counted, long TreeSize, string Root, string Checkpoint);

/// <summary>比率范围 — a rate whose numerator may be hidden: it lies between the two; equal where it is known.</summary>
internal sealed record RateRange(long From, long To, long Of)
{
    // A wider range tells a reader nothing, and its middle would be taken for the rate.
    private const double WidestTelling = 0.1;

    /// <summary>The range where it says something; else nothing, and the page says why.</summary>
    public RateRange? IfTelling() => Of > 0 && High - Low <= WidestTelling ? this : null;

    [JsonIgnore]
    public double Low => (double)From / Of;

    [JsonIgnore]
    public double High => (double)To / Of;
}

/// <summary>机构数字 — one line of the published table; the total is one too.</summary>
/// <param name="Code">Code; empty for the total and for the small units taken together.</param>
/// <param name="Name">Name on the day of publication.</param>
/// <param name="Due">应评.</param>
/// <param name="Active">主动评价数.</param>
/// <param name="Positive">好评.</param>
/// <param name="Neutral">中间, where the pack leaves a level neither positive nor negative.</param>
/// <param name="Negative">差评.</param>
/// <param name="Defaulted">默认评价.</param>
/// <param name="Unrated">未评价: closed without a rating, or still open.</param>
/// <param name="PositiveRate">主动评价好评率.</param>
/// <param name="PositiveRateWithDefaults">全口径好评率.</param>
/// <param name="RankBest">Best place, where the pack publishes a ranking.</param>
/// <param name="RankWorst">Worst place.</param>
internal sealed record UnitFigures(
    string Code,
    string Name,
    long Due,
    long? Active,
    long? Positive,
    long? Neutral,
    long? Negative,
    long? Defaulted,
    long? Unrated,
    RateRange? PositiveRate,
    RateRange? PositiveRateWithDefaults,
    int? RankBest = null,
    int? RankWorst = null)
{
    /// <summary>Two lines together: hidden in one is hidden in both.</summary>
    public static UnitFigures operator +(UnitFigures a, UnitFigures b) => new(
        a.Code, a.Name, a.Due + b.Due, a.Active + b.Active, a.Positive + b.Positive, a.Neutral + b.Neutral, a.Negative + b.Negative,
        a.Defaulted + b.Defaulted, a.Unrated + b.Unrated, null, null);

    /// <summary>There are ratings, but their rate would give somebody away.</summary>
    [JsonIgnore]
    public bool Protected => PositiveRate is null && Active != 0;

    /// <summary>The same for the rate with defaults.</summary>
    [JsonIgnore]
    public bool ProtectedWithDefaults => PositiveRateWithDefaults is null && (Active, Defaulted) is not (0, 0);

    /// <summary>主动参评率, where the number of active ratings is shown.</summary>
    [JsonIgnore]
    public RateRange? Participation => Active is { } active && Due > 0 ? new(active, active, Due) : null;
}


/// <summary>统计口径 — what a published figure means.</summary>
internal sealed record Definition(string Name, string Numerator, string Denominator, string LeftOut, string Basis);
