using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;

namespace Haochaping.Cases.Features;

/// <summary>服务坐标 — holds reports against the catalogue: which body, item, window and person is meant, all reports in five look-ups.</summary>
internal sealed class ServicePlaces(ICatalog catalog)
{
    /// <summary>The place of each report, in order, or why the catalogue does not know it.</summary>
    public async Task<IReadOnlyList<Result<ServicePlace>>> LocateAsync(IReadOnlyList<CaseReport> reports, StaffScope scope, CancellationToken cancel)
    {
        var institutions = await catalog.FindInstitutionsAsync([.. reports.SelectMany(r => new[] { r.ReceivingInstitution, r.HandlingInstitution }).OfType<string>().Distinct()], null, cancel);
        var items = await catalog.FindItemsAsync([.. reports.Select(r => r.Item).Where(i => i.Length > 0).Distinct()], null, cancel);
        var seats = await catalog.WhoSatAtAsync([.. reports.Select(SeatOf).OfType<Seat>().Distinct()], cancel);
        var staff = await catalog.FindStaffAsync([.. reports.Select(StaffOf).OfType<StaffKey>().Distinct()], cancel);
        return [.. reports.Select(r => Locate(r, scope, institutions, items, seats, staff))];
    }

    private static Result<ServicePlace> Locate(
        CaseReport report,
        StaffScope scope,
        IReadOnlyDictionary<string, InstitutionInfo> institutions,
        IReadOnlyDictionary<string, ItemInfo> items,
        IReadOnlyDictionary<Seat, StaffInfo> seats,
        IReadOnlyDictionary<StaffKey, StaffInfo> staff)
    {
        if (!institutions.TryGetValue(report.ReceivingInstitution, out var institution) || !scope.Covers(institution.Code, institution.RegionCode)) // beyond the client's institutions looks like unknown
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-institution", $"机构目录中没有“{report.ReceivingInstitution}”：请先在“事项与机构”导入，再重发本件。");
        }

        if (report.HandlingInstitution is { } handling && !institutions.ContainsKey(handling))
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-institution", $"机构目录中没有“{handling}”：请先在“事项与机构”导入，再重发本件。");
        }

        var item = items.GetValueOrDefault(report.Item);
        if (report.Item.Length > 0 && item is null)
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-item", $"事项目录中没有“{report.Item}”：请先在“事项与机构”导入，再重发本件。");
        }

        // The roster of that moment first (C22); a reported work number only where the roster is silent.
        var person = SeatOf(report) is { } seat && seats.TryGetValue(seat, out var sitting) ? sitting
            : StaffOf(report) is { } key ? staff.GetValueOrDefault(key) : null;
        return new ServicePlace(
            report.Source, report.CaseNumber, institution.RegionCode, institution.Code, institution.Name, report.HandlingInstitution,
            report.Item, item?.Name ?? "", report.Hall, report.Window, person?.Token, report.Channel);
    }

    private static Seat? SeatOf(CaseReport report) => report.Window is { } window && report.Events.Count > 0
        ? new Seat(new WindowKey(report.Hall ?? report.ReceivingInstitution, window), report.Events[0].At)
        : null;

    private static StaffKey? StaffOf(CaseReport report) => report.Staff is { } number ? new StaffKey(report.ReceivingInstitution, number) : null;
}
