namespace Haochaping.Policy.Contracts;

/// <summary>“怎么算的？” — the link from a date to its explanation, for rows that keep only part of a deadline.</summary>
public static class ExplainLink
{
    /// <summary><c>/rules/explain?pack=…&amp;clock=…&amp;from=…</c>, without the path base.</summary>
    public static string For(PackRef pack, Clock clock, DateOnly startDay) =>
        $"/rules/explain?pack={Uri.EscapeDataString(pack.ToString())}&clock={clock.Wire()}&from={startDay:yyyy-MM-dd}";
}
