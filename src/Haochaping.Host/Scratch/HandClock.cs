using System.Globalization;
using Haochaping.Kernel.Time;

namespace Haochaping.Host.Scratch;

/// <summary>
/// 手拨时钟 — moves when somebody says so: by it the demo city lives its month in a minute, a rehearsal its scenario, a test its story. Timers fire in order of their due time while it advances, on the caller's thread;
/// timestamps follow it, so that <c>Task.Delay(…, clock)</c> and time-outs built on it are under control as well.
/// </summary>
public sealed class HandClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HandTimer> timers = [];
    private DateTimeOffset now;

    /// <summary>Starts at a given instant.</summary>
    public HandClock(DateTimeOffset start) => now = start;

    /// <summary>Starts at a time of day in house time (+08:00), for example <c>"2026-11-22T09:00"</c>.</summary>
    public HandClock(string houseTime) => now = Parse(houseTime);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now.ToUniversalTime();
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => SetNow(GetUtcNow() + by);

    /// <summary>Jumps to a time of day in house time.</summary>
    public void SetNow(string houseTime) => SetNow(Parse(houseTime));

    /// <summary>Jumps to an instant, also backwards; timers due on the way fire at their own time.</summary>
    public void SetNow(DateTimeOffset instant)
    {
        while (NextDue(instant) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = instant;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private static DateTimeOffset Parse(string houseTime) => new(DateTime.Parse(houseTime, CultureInfo.InvariantCulture), HouseTime.Offset);

    private HandTimer? NextDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.Due <= until).MinBy(t => t.Due);
            if (next is null)
            {
                return null;
            }

            now = next.Due > now ? next.Due : now;
            next.Reschedule();
            return next;
        }
    }

    private sealed class HandTimer(HandClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public void Reschedule()
        {
            if (period > TimeSpan.Zero)
            {
                Due += period;
            }
            else
            {
                clock.timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                period = newPeriod;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }

            // as a real timer: what is due at once does not wait for the next move of the hands
            if (dueTime == TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(_ => clock.SetNow(clock.GetUtcNow()));
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
