using Haochaping.Kernel.Time;

namespace Haochaping.Ui;

/// <summary>期限用语 — today, tomorrow, in three days, overdue; by calendar days of the house.</summary>
internal static class Due
{
    public static (Tone Tone, string Text) Say(DateTimeOffset expiresAt, DateTimeOffset now, Words t)
    {
        var last = Words.LastDay(expiresAt);
        var days = last.DayNumber - now.BusinessDate().DayNumber;
        return (now >= expiresAt, days) switch
        {
            (true, 0) => (Tone.Bad, t["已超期"]),
            (true, _) => (Tone.Bad, t["已超期 {0} 天", -days]),
            (_, 0) => (Tone.Bad, t["今天 {0}", t.LastClock(expiresAt)]),
            (_, 1) => (Tone.Warn, t["明天 {0}", t.LastClock(expiresAt)]),
            (_, <= 3) => (Tone.Warn, t["{0} 天后 · {1}", days, t.DayOfYear(last)]),
            _ => (Tone.Plain, last.Year == now.BusinessDate().Year ? t.DayOfYear(last) : t.Date(last)),
        };
    }
}
