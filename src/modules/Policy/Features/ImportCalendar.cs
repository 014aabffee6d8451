using System.Globalization;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Policy.Features;

/// <summary>导入日历 — a year's notice, or a correction of one: shown first, in force on confirmation, on every node, with the notice it rests on.</summary>
internal sealed class ImportCalendar(AppDb db, RunningRules rules, ICalendarArchive archive, TimeProvider clock) : ICalendarImport
{
    private static readonly Refusal Outdated = new(RefusalKind.Conflict, "calendar-changed-meanwhile", "预览之后日历或文件已经变化：没有写入，请重新预览");

    public Result<CalendarPreview> Preview(CalendarPaper paper) => Draft(paper).Then<CalendarPreview>(d => d.Preview);

    public async Task<Result<CalendarPreview>> ConfirmAsync(CalendarPaper paper, string? confirmation, Actor by, CancellationToken cancel)
    {
        // load: whatever other nodes or the folder brought meanwhile
        if (!(await rules.ReloadAsync(cancel)).Is(out _, out var no) || !Draft(paper).Is(out var draft, out no))
        {
            return no;
        }

        if (draft.Preview.Confirmation != confirmation)
        {
            return Outdated;
        }

        await NoteShippedAsync(db, rules.Set.Calendar, clock.Now(), cancel);
        return await SaveAsync(draft, by, cancel);
    }

    public async Task<IReadOnlyList<CalendarVersionView>> VersionsAsync(CancellationToken cancel) =>
        [.. (await db.CalendarVersions.AsNoTracking().OrderByDescending(v => v.Year).ThenByDescending(v => v.Version).ToListAsync(cancel)).Select(v => v.ToView())];

    /// <summary>
    /// Notes what the folder says: at the first look as it is, later as a change with its fact. An arrangement that held before is no change:
    /// a node with older files must not bring it back.
    /// </summary>
    public static async Task<int> NoteShippedAsync(AppDb db, WorkCalendar calendar, DateTimeOffset now, CancellationToken cancel)
    {
        var noted = await db.CalendarVersions.AsNoTracking().ToListAsync(cancel);
        var revision = noted.Max(v => v.Revision) ?? 0;
        var changed = 0;
        foreach (var year in calendar.Years.Where(y => y.Version is null && !noted.Any(v => v.Year == y.Year && v.Hash == HashOf(y))))
        {
            var last = noted.Where(v => v.Year == year.Year).MaxBy(v => v.Version);
            var version = VersionOf(year, (last?.Version ?? 0) + 1, noted.Count == 0 ? null : ++revision, imported: false, Actor.House, now);
            db.Add(version);
            if (version.Revision is not null)
            {
                Leave(db, version, CalendarDraft.Changes(Read(last), year), Actor.House);
                changed++;
            }
        }

        await db.SaveChangesAsync(cancel);
        return changed;
    }

    private Result<CalendarDraft> Draft(CalendarPaper paper) => CalendarDraft.Read(paper, rules, clock.Now().BusinessDate());

    private async Task<Result<CalendarPreview>> SaveAsync(CalendarDraft draft, Actor by, CancellationToken cancel)
    {
        var noted = await db.CalendarVersions.AsNoTracking().Where(v => v.Year == draft.Year.Year).Select(v => v.Version).ToListAsync(cancel);
        var number = noted.Count == 0 ? 1 : noted.Max() + 1;
        var year = draft.Year with { Version = number };
        if (!rules.Load(archive.Read().With(year.Year, new($"{year.Year} 年第 {number} 版（导入）", CalendarFile.Write(year)))).Is(out _, out var no))
        {
            return no;
        }

        var version = VersionOf(year, number, archive.Revision() + 1, imported: true, by, clock.Now());
        db.Add(version);
        Leave(db, version, draft.Preview.Changes, by);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (archive.Revision() >= version.Revision)
        {
            return Outdated; // another administrator was faster
        }

        return (await rules.ReloadAsync(cancel)).Is(out _, out no) ? draft.Preview : no;
    }

    private static CalendarVersion VersionOf(CalendarYear year, int number, int? revision, bool imported, Actor by, DateTimeOffset at)
    {
        var notice = year.Notice ?? new CalendarNotice(Notices.Title(year.Year), null, null, null);
        return new()
        {
            Year = year.Year, Version = number, Revision = revision, Imported = imported, Title = notice.Title, Number = notice.Number, Published = notice.Published, Url = notice.Url,
            Text = CalendarFile.Write(year), Hash = HashOf(year), At = at, By = by.ToString(),
        };
    }

    private static void Leave(AppDb db, CalendarVersion version, IReadOnlyList<DayChange> changes, Actor by) => db.Leave(
        new CalendarChanged(
            Ids.Derive("calendar", version.Year.ToString(CultureInfo.InvariantCulture)), version.Revision!.Value, version.Year, version.Version, version.ToView().Notice, changes, version.At),
        Ids.Derive("calendar-changed", version.Revision!.Value.ToString(CultureInfo.InvariantCulture)), by, version.At);

    private static CalendarYear? Read(CalendarVersion? version) =>
        version is null ? null : CalendarFile.Parse(new("", version.Text), new Complaints());

    private static string HashOf(CalendarYear year) => CalendarDraft.Hash(CalendarFile.Write(year with { Papers = [], Notice = null, Version = null }));
}
