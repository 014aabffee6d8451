using System.Security.Cryptography;
using System.Text;

namespace Haochaping.WorkOrders.Domain;

/// <summary>抽样回访 — one announced draw of handled orders whose raters the authority calls itself.</summary>
internal sealed record CallBackDraw
{
    /// <summary>Most orders of one draw.</summary>
    public const int Most = 500;

    public required Guid Id { get; init; }

    /// <summary>12-digit division code.</summary>
    public required string Region { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int Size { get; init; }

    /// <summary>32 random bytes; told with the draw.</summary>
    public required byte[] Seed { get; init; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Who, as <c>Actor.ToString()</c>.</summary>
    public required string AnnouncedBy { get; init; }

    public DateTimeOffset? DrawnAt { get; set; }

    public int? Population { get; set; }

    /// <summary>What is bound before the draw: SHA-256 of the seed, hex.</summary>
    public string Commitment => Convert.ToHexStringLower(SHA256.HashData(Seed));

    /// <summary>The sample of a population: the smallest SHA-256(seed ‖ root ‖ order), so that the order of the population means nothing.</summary>
    public static IReadOnlyList<Guid> Sample(byte[] seed, string root, IEnumerable<Guid> population, int size)
    {
        byte[] start = [.. seed, .. Encoding.UTF8.GetBytes(root)];
        return [.. population.Distinct().Select(order => (Order: order, Lot: Convert.ToHexString(SHA256.HashData([.. start, .. order.ToByteArray(bigEndian: true)])))).OrderBy(o => o.Lot, StringComparer.Ordinal).Take(size).Select(o => o.Order)];
    }
}

/// <summary>回访样本 — one order that was drawn, and what its rater said.</summary>
internal sealed record CallBack
{
    public required Guid Draw { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>Place in the sample, from 1.</summary>
    public required int Place { get; init; }

    public Contracts.ContactResult? Result { get; set; }

    /// <summary>Whether the unit had called the rater, as they say.</summary>
    public bool? WasCalled { get; set; }

    public Policy.Contracts.Level? Satisfaction { get; set; }

    public DateTimeOffset? CalledAt { get; set; }

    /// <summary>Who, as <c>Actor.ToString()</c>.</summary>
    public string? CalledBy { get; set; }
}
