using Haochaping.Policy.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>期间 — the days of completion that an issue is about, both ends counted.</summary>
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>Longest period of a step of a pack's cadence, in months.</summary>
    public static int MonthsOf(Cadence cadence) => cadence switch
    {
        Cadence.Monthly or Cadence.MonthEnd => 1,
        Cadence.Quarterly => 3,
        Cadence.HalfYear => 6,
        Cadence.Year => 12,
    };

    /// <summary>The last period of a cadence that has ended before a day.</summary>
    public static Period LastBefore(DateOnly today, Cadence cadence)
    {
        var months = MonthsOf(cadence);
        var start = new DateOnly(today.Year, (((today.Month - 1) / months) * months) + 1, 1);
        return new(start.AddMonths(-months), start.AddDays(-1));
    }

    /// <summary>Do the two share a day without being the same? Then one could be worked out from the other (T48).</summary>
    public bool Crosses(Period other) => this != other && From <= other.To && other.From <= To;

    /// <summary>The whole months it consists of, or null where it cuts one.</summary>
    public int? WholeMonths => From.Day == 1 && To.AddDays(1).Day == 1 ? ((To.Year - From.Year) * 12) + To.Month - From.Month + 1 : null;
}
