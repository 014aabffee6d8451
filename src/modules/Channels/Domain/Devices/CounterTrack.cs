namespace Haochaping.Channels.Domain.Devices;

/// <summary>序号缺口 — numbers that have not arrived, both ends included.</summary>
internal sealed record CounterGap(long From, long To);

/// <summary>序号轨迹 — what has arrived of a device's gap-free numbers.</summary>
/// <param name="Highest">The highest number so far; 0 before the first.</param>
/// <param name="Missing">Gaps below it, in order.</param>
internal sealed record CounterTrack(long Highest, IReadOnlyList<CounterGap> Missing)
{
    // A device that jumps about is broken; the oldest gaps stand in the journal anyway.
    private const int Most = 200;

    /// <summary>After a number arrived: the new track, the gap it tore open, and whether the number had been here before.</summary>
    public (CounterTrack Next, CounterGap? Torn, bool Reused) Take(long counter)
    {
        if (counter > Highest)
        {
            var torn = counter > Highest + 1 ? new CounterGap(Highest + 1, counter - 1) : null;
            return (new(counter, torn is null ? Missing : [.. Missing.Append(torn).TakeLast(Most)]), torn, false);
        }

        return Missing.Any(g => g.From <= counter && counter <= g.To)
            ? (this with { Missing = [.. Missing.SelectMany(g => Without(g, counter))] }, null, false)
            : (this, null, true);
    }

    private static IEnumerable<CounterGap> Without(CounterGap gap, long counter)
    {
        if (counter < gap.From || counter > gap.To)
        {
            return [gap];
        }

        return new CounterGap[] { new(gap.From, counter - 1), new(counter + 1, gap.To) }.Where(g => g.From <= g.To);
    }
}
