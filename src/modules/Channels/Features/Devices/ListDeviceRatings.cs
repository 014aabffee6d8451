using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>未采用的评价 — what devices delivered and is not counted, the latest first, each within somebody's scope; what was said is not even read.</summary>
internal sealed class ListDeviceRatings(AppDb db, ICatalog catalog)
{
    public const int PageSize = 20;

    public async Task<RatingsOnPage> RunAsync(DeviceRatingFilter filter, StaffScope scope, CancellationToken cancel)
    {
        var seen = Seen(scope);
        var reasons = await seen.Where(r => r.Code != null).GroupBy(r => r.Code!).Select(g => new { Code = g.Key, Message = g.Max(r => r.Message) }).OrderBy(r => r.Code).ToListAsync(cancel);
        var devices = filter.Of(db.Devices.AsNoTracking());
        var found = await filter.Of(seen).Join(devices, r => r.Device, d => d.Id, (r, d) => new
        {
            r.Id, r.ReceivedAt, r.Counter, r.CaseNumber, r.CapturedAt, r.Claimed, r.State, r.Code, r.Message, Device = d.Id, d.Serial, d.Institution, d.Hall, d.Window,
        }).OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        var halls = await catalog.FindHallsAsync([.. page.Select(r => r.Hall).Where(h => h.Length > 0).Distinct()], cancel);
        var bodies = await catalog.FindInstitutionsAsync([.. page.Select(r => r.Institution).Distinct()], null, cancel);
        return new(
            [.. page.Select(r => new DeviceRatingLine(
                r.ReceivedAt, r.Serial.Length > 0 ? r.Serial : r.Device.ToString()[..8], r.Counter, halls.GetValueOrDefault(r.Hall)?.Name ?? bodies.GetValueOrDefault(r.Institution)?.Name ?? r.Institution,
                r.Window, r.CaseNumber, r.CapturedAt, r.Claimed, r.State == DeviceRatingState.Waiting, r.Code, r.Message))],
            [.. reasons.Select(r => new NotAdoptedReason(r.Code, r.Message ?? r.Code))],
            found.Count > page.Count ? new PageKey(page[^1].ReceivedAt, page[^1].Id) : null);
    }

    private IQueryable<DeviceRatingRow> Seen(StaffScope scope)
    {
        var rows = db.DeviceRatings.AsNoTracking().Where(r => r.State == DeviceRatingState.NotAdopted || r.State == DeviceRatingState.Waiting);
        if (scope.IsEverything)
        {
            return rows;
        }

        var mine = scope.Institutions.ToList();
        var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
        var halls = scope.Halls.ToList();
        var run = db.Devices.Where(d => halls.Contains(d.Hall)).Select(d => d.Id);
        return rows.Where(r => run.Contains(r.Device) || mine.Contains(r.Institution) || below.Any(like => EF.Functions.Like(r.Region, like)));
    }
}

/// <summary>筛选 — as it stands in the address.</summary>
/// <param name="Unit">Code of the hall or the institution.</param>
/// <param name="Device">Number of the window or of the device.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="After">Where the page begins; null is the first page.</param>
internal sealed record DeviceRatingFilter(string? Unit, string? Device, string? Reason, PageKey? After)
{
    public IQueryable<DeviceRow> Of(IQueryable<DeviceRow> devices)
    {
        devices = Unit is null ? devices : devices.Where(d => d.Hall == Unit || d.Institution == Unit);
        return Device is null ? devices : devices.Where(d => d.Window == Device || d.Serial == Device);
    }

    public IQueryable<DeviceRatingRow> Of(IQueryable<DeviceRatingRow> ratings)
    {
        ratings = Reason is null ? ratings : ratings.Where(r => r.Code == Reason);
        return After is not { } last ? ratings : ratings.Where(r => r.ReceivedAt < last.At || (r.ReceivedAt == last.At && r.Id.CompareTo(last.Id) < 0));
    }
}

/// <summary>One page of ratings that are not counted, and the reasons there are.</summary>
internal sealed record RatingsOnPage(IReadOnlyList<DeviceRatingLine> Items, IReadOnlyList<NotAdoptedReason> Reasons, PageKey? Next);

/// <summary>未采用原因.</summary>
internal sealed record NotAdoptedReason(string Code, string Message);

/// <summary>未采用评价行 — one rating that is not counted: which, when and why; never what was said.</summary>
internal sealed record DeviceRatingLine(
    DateTimeOffset ReceivedAt, string Device, long Counter, string At, string Window, string? CaseNumber, DateTimeOffset? CapturedAt, string? Claimed, bool IsWaiting, string? Code, string? Message);
