using System.Globalization;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>日历表格 — date, name, holiday/workday and, if somebody wrote it, the weekday: as a clerk types a notice.</summary>
internal static class CalendarCsv
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public static CalendarYear? Parse(SourceText source, Uri? paper, Complaints complaints)
    {
        if (source.Fault is { } fault)
        {
            complaints.Add(source.Name, null, "", fault.Code, fault.Message);
            return null;
        }

        var entries = source.Text.Split('\n').Select((line, i) => (Cells: Cells(line), Number: i + 1))
            .Where(l => l.Cells.Any(c => c.Length > 0) && !IsHeading(l.Cells, l.Number))
            .Select(l => Entry(source, l.Cells, l.Number, complaints)).ToList();
        var years = entries.Select(e => Date(e.Date)).OfType<DateOnly>().GroupBy(d => d.Year).OrderByDescending(g => g.Count()).ToList();
        if (years.Count == 0)
        {
            complaints.Add(source.Name, null, "", "bad-calendar", "没有可以读取的日期：每行写 日期,名称,holiday 或 workday，例如 2027-01-01,元旦,holiday");
            return null;
        }

        // What its own line was already complained about is not complained about twice.
        var year = years[0].Key;
        var days = CalendarFile.Days(source, year, entries.Where(e => e is { IsOffDay: not null, Name.Length: > 0 } && Date(e.Date) is not null), complaints);
        return new CalendarYear(year, paper is null ? [] : [paper], days);
    }

    private static CalendarFile.Entry Entry(SourceText source, string[] cells, int line, Complaints complaints)
    {
        var (date, name, kind) = (cells[0], cells.ElementAtOrDefault(1) ?? "", cells.ElementAtOrDefault(2) ?? "");
        bool? off = kind.ToLowerInvariant() switch
        {
            "holiday" or "休" or "放假" => true,
            "workday" or "班" or "上班" => false,
            _ => null,
        };
        Complain(Date(date) is null, "bad-date", $"日期“{date}”须写成 2027-01-01");
        Complain(name.Length == 0, "name-missing", "缺少节日名称");
        Complain(off is null, "bad-kind", $"“{kind}”须为 holiday（休）或 workday（班）");
        var weekday = cells.ElementAtOrDefault(3)?.Replace("星期", "周", StringComparison.Ordinal).Replace("周天", "周日", StringComparison.Ordinal);
        Complain(weekday is { Length: > 0 } && Date(date) is { } day && Weekdays[(int)day.DayOfWeek] != weekday, "weekday-conflict",
            Date(date) is { } real ? $"{date} 是{Weekdays[(int)real.DayOfWeek]}，文件写的是{weekday}" : "");
        return new(name, date, off, null);

        void Complain(bool wrong, string code, string message)
        {
            if (wrong)
            {
                complaints.Add(source.Name, null, $"第 {line} 行", code, message);
            }
        }
    }

    private static string[] Cells(string line) => [.. line.Trim().Replace('，', ',').Split(',').Select(c => c.Trim().Trim('"'))];

    private static bool IsHeading(string[] cells, int line) => line == 1 && cells[0].ToLowerInvariant() is ("date" or "日期");

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
