namespace Haochaping.Kernel.Time;

/// <summary>
/// 北京时间 — house time is a fixed +08:00. China has had no daylight saving since 1991 and the system knows no earlier
/// instant, so no time-zone database is needed on a closed server.
/// </summary>
public static class HouseTime
{
    /// <summary>The one offset of the house.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Now, in house time, truncated to milliseconds (the precision both stores keep).</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().ToHouse();

    /// <summary>The same instant at +08:00, truncated to milliseconds.</summary>
    public static DateTimeOffset ToHouse(this DateTimeOffset instant)
    {
        var local = instant.ToOffset(Offset);
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>The civil date of an instant in house time.</summary>
    public static DateOnly BusinessDate(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>00:00 of a civil date.</summary>
    public static DateTimeOffset Midnight(this DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>24:00 of a civil date, which is 00:00 of the next.</summary>
    public static DateTimeOffset EndOfDay(this DateOnly date) => date.AddDays(1).Midnight();
}
