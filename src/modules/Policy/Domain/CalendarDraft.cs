using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>日历草案 — a year as it would be, and what that changes; or every complaint at once.</summary>
internal sealed record CalendarDraft(CalendarYear Year, CalendarPreview Preview)
{
    private const int MostBytes = 64 * 1024;
    private static readonly string[] Holidays = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];

    public static Result<CalendarDraft> Read(CalendarPaper paper, IWorkCalendar known, DateOnly today)
    {
        var complaints = new Complaints();
        var source = paper.Content.Length > MostBytes
            ? new SourceText(paper.FileName, "") { Fault = ("too-large", "文件过大：一年的安排至多 64 KB") }
            : SourceText.Of(paper.FileName, paper.Content);
        var year = source.Text.AsSpan().TrimStart().StartsWith("{") ? CalendarFile.Parse(source, complaints) : CalendarCsv.Parse(source, Address(paper.Url), complaints);
        var notice = Notice(paper, year, today, complaints);
        foreach (var day in year?.Days.Where(d => known.Notice(d.Date) is { } other && other.Year != year.Year) ?? [])
        {
            complaints.Add(source.Name, null, $"days {day.Date:yyyy-MM-dd}", "duplicate", $"该日已在 {known.Notice(day.Date)!.Year} 年的安排中");
        }

        return complaints.Count > 0 || year is null
            ? new Refusal(RefusalKind.Unprocessable, "bad-calendar", $"节假日安排有 {complaints.All.Count} 处需要更正，没有写入", Complaints: complaints.All)
            : Decide(year, notice, known.Years.FirstOrDefault(y => y.Year == year.Year));
    }

    /// <summary>What differs between two arrangements of a year, day by day.</summary>
    public static IReadOnlyList<DayChange> Changes(CalendarYear? before, CalendarYear after)
    {
        var (was, becomes) = ((before?.Days ?? []).ToDictionary(d => d.Date), after.Days.ToDictionary(d => d.Date));
        return [.. was.Keys.Union(becomes.Keys).Order()
            .Select(d => (Date: d, Was: was.GetValueOrDefault(d), Is: becomes.GetValueOrDefault(d)))
            .Where(d => d.Was?.IsOffDay != d.Is?.IsOffDay)
            .Select(d => new DayChange(d.Date, (d.Is ?? d.Was)!.Name, d.Was?.IsOffDay, d.Is?.IsOffDay))];
    }

    private static Result<CalendarDraft> Decide(CalendarYear read, CalendarNotice notice, CalendarYear? before)
    {
        var changes = Changes(before, read);
        if (changes.Count == 0)
        {
            return new Refusal(RefusalKind.Conflict, "calendar-unchanged", $"{read.Year} 年的安排与现行的完全相同，没有需要写入的内容");
        }

        // A day that this notice brings is explained by it, unless the file says otherwise.
        var brought = changes.Select(c => c.Date).ToHashSet();
        var own = notice.Title == Notices.Title(read.Year) ? null : notice.Title;
        var kept = (before?.Days ?? []).ToDictionary(d => d.Date, d => d.OwnNotice);
        var year = read with
        {
            Papers = [.. (before?.Papers ?? []).Concat(read.Papers).Append(new Uri(notice.Url!)).Distinct()],
            Days = [.. read.Days.Select(d => d with { OwnNotice = d.OwnNotice ?? (brought.Contains(d.Date) ? own : kept.GetValueOrDefault(d.Date)) })],
            Notice = notice,
            Version = null,
        };
        var preview = new CalendarPreview(
            year.Year, before is not null, notice, year.Days.Count(d => d.IsOffDay), year.Days.Count(d => !d.IsOffDay), changes, [.. Hints(year, before)],
            Hash(CalendarFile.Write(year) + (before is null ? "" : CalendarFile.Write(before))));
        return new CalendarDraft(year, preview);
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Hints(CalendarYear year, CalendarYear? before)
    {
        foreach (var day in year.Days.Where(d => !d.IsOffDay && d.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
        {
            yield return $"{day.Date:yyyy-MM-dd} 不是周末，本来就上班，请核对是否应为“休”";
        }

        if (Holidays.Where(h => !year.Days.Any(d => d.IsOffDay && d.Name.Contains(h, StringComparison.Ordinal))).ToList() is { Count: > 0 } missing)
        {
            yield return $"没有看到{string.Join("、", missing)}的放假日，请核对是否遗漏";
        }

        if (before is not null && year.Days.Count < before.Days.Count)
        {
            yield return $"现行安排有 {before.Days.Count} 天，本文件只有 {year.Days.Count} 天：更正时也须写全年";
        }
    }

    private static CalendarNotice Notice(CalendarPaper paper, CalendarYear? year, DateOnly today, Complaints complaints)
    {
        var inFile = year?.Notice;
        var (title, number) = (Typed(paper.Title) ?? inFile?.Title, Typed(paper.Number) ?? inFile?.Number);
        var url = Typed(paper.Url) ?? inFile?.Url ?? (year?.Papers is [.., var last] ? last.ToString() : null);
        var published = DateOnly.TryParseExact(paper.Published?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        Complain(title is null, "title", "required", "缺少通知标题：日历须有依据");
        Complain(number is null, "number", "required", "缺少通知文号，例如 国办发明电〔2025〕7号");
        Complain(title?.Length > 100, "title", "too-long", "通知标题至多 100 个字");
        Complain(number?.Length > 60, "number", "too-long", "文号至多 60 个字");
        Complain(Typed(paper.Published) is not null && published is null, "published", "bad-date", "通知日期须写成 2025-11-04");
        published ??= inFile?.Published;
        Complain(published is null && Typed(paper.Published) is null, "published", "required", "缺少通知日期");
        Complain(published > today, "published", "in-future", "通知日期晚于今天");
        Complain(year is not null && published is { } p && p.Year != year.Year && p.Year != year.Year - 1, "published", "wrong-year", $"通知日期 {published:yyyy-MM-dd} 与 {year?.Year} 年的安排不符");
        Complain(Address(url) is null, "url", "required", "缺少通知网址（https:// 开头）");
        return new(title ?? "", number, published, url);

        void Complain(bool wrong, string field, string code, string message)
        {
            if (wrong)
            {
                complaints.Add(field, null, "", code, message);
            }
        }
    }

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Uri? Address(string? url) => Uri.TryCreate(Typed(url), UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http") ? uri : null;
}
