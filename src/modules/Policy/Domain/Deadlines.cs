using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>期限计算 — day 0 is the civil date of the event; counting starts with the next (working) day .</summary>
internal sealed class Deadlines(IWorkCalendar calendar) : IDeadlines
{
    public Deadline Compute(RulePack pack, Clock clock, DateTimeOffset from) =>
        Compute(pack, clock, pack.DurationOf(clock), from);

    public Deadline Compute(RulePack pack, Clock clock, Duration instead, DateTimeOffset from)
    {
        var calendarThen = calendar.Revision; // read first: a swap in between makes the limit look older, and it is derived again
        var start = from.BusinessDate();
        var rolls = clock == Clock.EvaluationWindow && pack.Window.RollIfLastDayOff;
        var last = LastDay(start, instead, rolls);
        var rests = rolls || instead.Unit == DurationUnit.WorkingDay;
        return new Deadline(clock, pack.Ref, instead, start, last, rests && !IsKnown(start, last), pack.CitesOf(clock)) { Calendar = calendarThen };
    }

    public IReadOnlyList<DayMark> Explain(Deadline deadline)
    {
        var marks = new List<DayMark>();
        for (var date = deadline.StartDay; date <= deadline.LastDay; date = date.AddDays(1))
        {
            marks.Add(Mark(deadline, date));
        }

        return marks;
    }

    private DateOnly LastDay(DateOnly start, Duration duration, bool rolls)
    {
        var last = duration.Unit switch
        {
            DurationUnit.NaturalDay => start.AddDays(duration.Length),
            DurationUnit.WorkingDay => calendar.Add(start, new WorkingDays(duration.Length)),
            DurationUnit.Month => start.AddMonths(duration.Length),
        };
        return rolls ? calendar.Add(last, new WorkingDays(0)) : last;
    }

    private bool IsKnown(DateOnly first, DateOnly last)
    {
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (!calendar.IsKnown(date))
            {
                return false;
            }
        }

        return true;
    }

    private DayMark Mark(Deadline deadline, DateOnly date)
    {
        var duration = deadline.Duration;
        var sameDay = duration is { Length: 0, Unit: DurationUnit.WorkingDay };
        if (date == deadline.StartDay && !(sameDay && date == deadline.LastDay))
        {
            return new DayMark(date, false, $"起算日，不计入；{Nature(date)}");
        }

        return duration.Unit switch
        {
            DurationUnit.WorkingDay => new DayMark(date, calendar.IsWorkday(date), Nature(date)),
            DurationUnit.NaturalDay when date > deadline.StartDay.AddDays(duration.Length) =>
                new DayMark(date, false, $"末日休息，顺延；{Nature(date)}"),
            DurationUnit.NaturalDay => new DayMark(date, true, $"自然日；{Nature(date)}"),
            DurationUnit.Month => new DayMark(date, true, $"按月计算；{Nature(date)}"),
        };
    }

    /// <summary>What kind of day it is, and which notice says so.</summary>
    private string Nature(DateOnly date)
    {
        var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var nature = calendar.Notice(date) switch
        {
            { IsOffDay: true } day => $"{day.Name}放假（{day.Notice}）",
            { IsOffDay: false } day when weekend => $"{day.Name}调休上班（{day.Notice}）",
            { IsOffDay: false } day => $"工作日（{day.Notice}）",
            null => weekend ? "周末" : "工作日",
        };
        return calendar.IsKnown(date) ? nature : $"{nature}（节假日安排尚未公布，暂定）";
    }
}
