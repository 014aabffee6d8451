using Haochaping.Kernel.Time;

namespace Haochaping.Channels.Domain;

/// <summary>时段条数 — ratings that came by a channel in one hour.</summary>
/// <param name="Channel">Channel code.</param>
/// <param name="Day">Business day.</param>
/// <param name="Hour">0 to 23, in house time.</param>
/// <param name="Count">How many.</param>
internal sealed record HourCount(string Channel, DateOnly Day, int Hour, int Count);

/// <summary>渠道脉搏 — one channel as it speaks now, held against its own habit.</summary>
/// <param name="Channel">Channel code.</param>
/// <param name="Today">Ratings today.</param>
/// <param name="Usual">Average of the last four same weekdays, the whole day.</param>
/// <param name="UsualByNow">The same, up to the hour that is running.</param>
/// <param name="LastHour">Beginning of the hour of the last rating.</param>
/// <param name="Expected">How many the silence since would usually have brought.</param>
internal sealed record ChannelPulse(string Channel, int Today, double Usual, double UsualByNow, DateTimeOffset LastHour, double Expected)
{
    /// <summary>How probable so long a silence is, if nothing is wrong (Poisson: e to the minus expected).</summary>
    public double Chance => Math.Exp(-Expected);

    /// <summary>静默异常.</summary>
    public bool IsSilent => Chance < Silence.Improbable;
}

/// <summary>
/// 静默 — whether a channel that usually speaks has been silent improbably long. Only full hours without a rating count; each stands for
/// the average of the same hour on the four last same weekdays before the silence. Habits that are younger are underestimated, so a new
/// channel raises no false alarm. Pure.
/// </summary>
internal static class Silence
{
    /// <summary>Below this chance the silence is no accident; a default of ours.</summary>
    public const double Improbable = 0.001;

    /// <summary>So many same weekdays make a habit; a default of ours.</summary>
    public const int Weeks = 4;

    /// <summary>Counts older than this are of no use; a channel that was silent so long is no longer listed.</summary>
    public const int DaysKept = 70;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7); // so every habit lies before the silence, and a week says it all

    /// <summary>Every channel that spoke at all, by its code.</summary>
    public static IReadOnlyList<ChannelPulse> Of(IEnumerable<HourCount> counts, DateTimeOffset now) =>
        [.. counts.Where(c => c.Count > 0).GroupBy(c => c.Channel).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, [.. g], now))];

    private static ChannelPulse Of(string channel, IReadOnlyList<HourCount> counts, DateTimeOffset now)
    {
        var by = counts.ToDictionary(c => (c.Day, c.Hour), c => c.Count);
        var (today, hour) = (now.BusinessDate(), now.ToHouse().Hour);
        var last = counts.Max(c => c.Day.Midnight().AddHours(c.Hour));
        return new(
            channel,
            counts.Where(c => c.Day == today).Sum(c => c.Count),
            Average(by, today, 0, 24),
            Average(by, today, 0, hour),
            last,
            Expected(by, last, today.Midnight().AddHours(hour)));
    }

    private static double Expected(Dictionary<(DateOnly, int), int> by, DateTimeOffset last, DateTimeOffset running)
    {
        var expected = 0.0;
        for (var at = last.AddHours(1); at < running && at <= last + Longest; at = at.AddHours(1))
        {
            expected += Average(by, at.BusinessDate(), at.Hour, at.Hour + 1);
        }

        return expected;
    }

    private static double Average(Dictionary<(DateOnly, int), int> by, DateOnly day, int from, int to) =>
        Enumerable.Range(1, Weeks).Sum(week => Enumerable.Range(from, Math.Max(to - from, 0)).Sum(hour => by.GetValueOrDefault((day.AddDays(-7 * week), hour)))) / (double)Weeks;
}
