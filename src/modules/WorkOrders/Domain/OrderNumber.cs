using System.Globalization;

namespace Haochaping.WorkOrders.Domain;

/// <summary>
/// 工单编号 — a number people can read out: the day and some digits of the key. No counter, so no hot spot; no claim that
/// numbers follow each other without gaps.
/// </summary>
internal static class OrderNumber
{
    /// <summary>The first of these that is free that day: <c>O-20261120-0031</c>, then longer ones.</summary>
    public static IEnumerable<string> Candidates(DateOnly day, Guid key)
    {
        var digits = new System.Numerics.BigInteger(key.ToByteArray(), isUnsigned: true).ToString("D39", CultureInfo.InvariantCulture);
        for (var length = 4; length <= 16; length += 2)
        {
            yield return $"O-{day:yyyyMMdd}-{digits[^length..]}";
        }
    }
}
