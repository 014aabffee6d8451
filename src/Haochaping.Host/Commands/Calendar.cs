using System.CommandLine;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>节假日安排 — which years are known, what they say, and a new notice: preview, confirm, in force.</summary>
internal static class Calendar
{
    public static Command Define(Session session) =>
        new("calendar", "节假日安排：查看、导入。 The work calendar.") { DefineList(session), DefineShow(session), DefineImport(session) };

    private static Command DefineList(Session session)
    {
        var json = Options.Json();
        var command = new Command("list", "列出已有的年份、天数和依据。 Lists the years.") { json };
        command.SetAction((line, cancel) => session.InHouseAsync((services, _) => Task.FromResult(List(session.Terminal, services.GetRequiredService<IWorkCalendar>(), line.GetValue(json))), cancel));
        return command;
    }

    private static Command DefineShow(Session session)
    {
        var (year, json) = (new Argument<int>("YEAR") { Description = "年份，例如 2026。 Year." }, Options.Json());
        var command = new Command("show", "列出一年的休息日、调休上班日和各版本的依据。 Shows one year.") { year, json };
        command.SetAction((line, cancel) => session.InHouseAsync((services, stop) => ShowAsync(session.Terminal, services, line.GetValue(year), line.GetValue(json), stop), cancel));
        return command;
    }

    private static Command DefineImport(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "JSON（同 policy/calendar）或 CSV（日期,名称,holiday/workday）。 JSON or CSV." };
        var title = Options.Text("--title", "TEXT", "通知标题；文件中已有的可以不写。 Title of the notice.");
        var number = Options.Text("--number", "TEXT", "文号，例如 国办发明电〔2025〕7号。 Number of the notice.");
        var published = Options.Text("--published", "DATE", "通知日期，例如 2025-11-04。 Date of the notice.");
        var url = Options.Text("--url", "URL", "通知网址。 Address of the notice.");
        var yes = new Option<bool>("--yes", "-y") { Description = "不询问，预览后直接生效。 Confirms without asking." };
        var command = new Command("import", "导入一年的放假通知或其更正，先预览，确认后才生效。 Imports a notice.") { file, title, number, published, url, yes };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var paper = new CalendarPaper(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancel), line.GetValue(title), line.GetValue(number), line.GetValue(published), line.GetValue(url));
            return await session.InHouseAsync((services, stop) => ImportAsync(session.Terminal, services.GetRequiredService<ICalendarImport>(), paper, line.GetValue(yes), stop), cancel);
        });
        return command;
    }

    private static int List(Terminal terminal, IWorkCalendar calendar, bool json)
    {
        if (json)
        {
            terminal.Json(calendar.Years.Select(y => new { y.Year, y.Version, Off = y.Days.Count(d => d.IsOffDay), Work = y.Days.Count(d => !d.IsOffDay), y.Notice, y.Papers }));
            return Exit.Ok;
        }

        foreach (var year in calendar.Years)
        {
            terminal.Say($"{year.Year}  休 {year.Days.Count(d => d.IsOffDay),2} 天  班 {year.Days.Count(d => !d.IsOffDay),2} 天  {(year.Version is { } v ? $"导入第 {v} 版 {year.Notice}" : "规则文件夹")}");
        }

        return Exit.Ok;
    }

    private static async Task<int> ShowAsync(Terminal terminal, IServiceProvider services, int number, bool json, CancellationToken cancel)
    {
        var calendar = services.GetRequiredService<IWorkCalendar>();
        if (calendar.Years.FirstOrDefault(y => y.Year == number) is not { } year)
        {
            return terminal.Refuse(new(RefusalKind.NotFound, "unknown-year", $"没有 {number} 年的节假日安排：涉及的期限均为暂定，通知公布后用 calendar import 导入"));
        }

        var versions = (await services.GetRequiredService<ICalendarImport>().VersionsAsync(cancel)).Where(v => v.Year == number).ToList();
        if (json)
        {
            terminal.Json(new { year.Year, year.Version, year.Notice, year.Papers, Days = year.Days.Select(d => new { d.Date, d.Name, d.IsOffDay, d.Notice }), Versions = versions });
            return Exit.Ok;
        }

        foreach (var day in year.Days)
        {
            terminal.Say($"{day.Date:yyyy-MM-dd} {(day.IsOffDay ? "休" : "班")} {day.Name}（{day.Notice}）");
        }

        foreach (var version in versions)
        {
            terminal.Say($"第 {version.Version} 版 {version.At:yyyy-MM-dd HH:mm} {(version.Imported ? "导入" : "规则文件夹")} {version.Notice}");
        }

        return Exit.Ok;
    }

    private static async Task<int> ImportAsync(Terminal terminal, ICalendarImport import, CalendarPaper paper, bool yes, CancellationToken cancel)
    {
        if (!import.Preview(paper).Is(out var preview, out var no))
        {
            return terminal.Refuse(no);
        }

        terminal.Note($"{preview.Year} 年{(preview.IsKnown ? "（更正）" : "")}：将新增 {preview.AddedOff} 天休、{preview.AddedWork} 天班，将取消 {preview.Dropped} 天；依据{preview.Notice}");
        foreach (var line in preview.Changes.Select(c => $"  {c.Date:yyyy-MM-dd} {c.Name} {Kind(c.WasOff)} → {Kind(c.IsOff)}").Concat(preview.Hints.Select(h => "  提示：" + h)))
        {
            terminal.Note(line);
        }

        if (!yes && !terminal.Confirm("生效吗？未截止的评价窗口和在办工单的期限将重算。"))
        {
            terminal.Complain("没有写入：请加 --yes，或在终端确认。");
            return Exit.Refused;
        }

        if (!(await import.ConfirmAsync(paper, preview.Confirmation, new Actor(ActorKind.System, "calendar"), cancel)).Is(out _, out no))
        {
            return terminal.Refuse(no);
        }

        terminal.Say($"{preview.Year} 年的安排已生效。");
        return Exit.Ok;
    }

    private static string Kind(bool? off) => off switch
    {
        true => "休",
        false => "班",
        null => "—",
    };
}
