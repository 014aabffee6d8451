using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>日历文件 — one year in the widespread form {year, papers, days: [{name, date, isOffDay}]}; notice and version where it was imported.</summary>
internal static class CalendarFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private sealed record Paper(int Year, List<string>? Papers, List<Entry>? Days, CalendarNotice? Notice, int? Version);

    /// <summary>One day as a file names it, nothing of it believed yet.</summary>
    internal sealed record Entry(string? Name, string? Date, bool? IsOffDay, string? Notice);

    public static CalendarYear? Parse(SourceText source, Complaints complaints)
    {
        if (source.Fault is { } fault)
        {
            complaints.Add(source.Name, null, "", fault.Code, fault.Message);
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<Paper>(source.Text, Options) is { Year: >= 2000 and <= 2100, Papers: { Count: > 0 } papers, Days: { Count: > 0 } days } paper)
            {
                return new CalendarYear(paper.Year, [.. papers.Select(p => new Uri(p))], Days(source, paper.Year, days, complaints)) { Notice = paper.Notice, Version = paper.Version };
            }

            complaints.Add(source.Name, null, "", "bad-calendar", "须有 year、papers（通知地址）和 days；尚无通知的年份不要放空文件");
        }
        catch (Exception broken) when (broken is JsonException or UriFormatException)
        {
            complaints.Add(source.Name, null, "", "bad-calendar", $"不能读取：{broken.Message}");
        }

        return null;
    }

    /// <summary>The days of a year in order, or a complaint for each that cannot be.</summary>
    public static IReadOnlyList<CalendarDay> Days(SourceText source, int year, IEnumerable<Entry> entries, Complaints complaints)
    {
        var days = new SortedDictionary<DateOnly, CalendarDay>();
        foreach (var entry in entries)
        {
            var isDate = DateOnly.TryParseExact(entry.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
            if (!isDate || string.IsNullOrEmpty(entry.Name) || entry.IsOffDay is not { } isOff
                || date < new DateOnly(year - 1, 12, 25) || date > new DateOnly(year, 12, 31))
            {
                complaints.Add(source.Name, null, $"days {entry.Date}", "bad-day", "须有 name、isOffDay 和本年（或上年12月25日以后）的 date");
            }
            else if (!days.TryAdd(date, new CalendarDay(entry.Name, date, isOff, year, entry.Notice)))
            {
                var (code, message) = days[date].IsOffDay == isOff ? ("duplicate", "同一天出现两次") : ("contradiction", "同一天既写休又写班");
                complaints.Add(source.Name, null, $"days {entry.Date}", code, message);
            }
        }

        return [.. days.Values];
    }

    /// <summary>The same year always gives the same text.</summary>
    public static string Write(CalendarYear year) => JsonSerializer.Serialize(
        new Paper(
            year.Year,
            [.. year.Papers.Select(p => p.ToString())],
            [.. year.Days.Select(d => new Entry(d.Name, d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d.IsOffDay, d.OwnNotice))],
            year.Notice,
            year.Version),
        Options);
}
