using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Channels.Features;

/// <summary>核验渠道 — devices, refused ratings of theirs, place codes and terminal hand-overs stand where their facts say; none is missing and none was slipped in.</summary>
internal sealed class VerifyChannels(FactTypes types) : IVerifyRows
{
    private static readonly Type[] Wanted = [typeof(DeviceEnrolled), typeof(DeviceRevoked), typeof(DeviceRatingNotAdopted), typeof(PlaceCodeIssued), typeof(TaskHandedToTerminal)];

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(Wanted, cancel))
        {
            await DevicesAsync(db, page, cancel);
            await RefusedAsync(db, page, cancel);
            await CodesAsync(db, page, cancel);
            await HandOversAsync(db, page, cancel);
        }
    }

    // Whoever only shows a code is nobody yet: of such a device no fact speaks.
    private static Task DevicesAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var revoked = page.Say(facts => Of<DeviceRevoked>(facts).Select(f => ($"{f.Fact.Device}", f.At)));
        var query = page.Of(db.Devices.Where(d => d.State != DeviceState.Pending || d.EnrolledAt != null), d => d.Id)
            .Select(d => new { d.Id, d.State, d.Institution, d.Region, d.Hall, d.Window, d.KeyKind, d.Key, d.EnrolledAt, d.RevokedAt, d.WindowKey });
        return page.MatchAsync("channels_devices", query, 1, page.Say(facts => Of<DeviceEnrolled>(facts).Select(f => ($"{f.Fact.Device}", f))), (row, cells, enrolled) =>
        {
            var (fact, end) = (enrolled.Fact, revoked.TryGetValue($"{enrolled.Fact.Device}", out var at) ? (DateTimeOffset?)at : null);
            row.Says("state", cells[1], end is null ? DeviceState.Active : DeviceState.Revoked);
            row.Says("institution", cells[2], fact.Place.Institution);
            row.Says("region", cells[3], fact.Place.Region);
            row.Says("hall", cells[4], fact.Place.Hall);
            row.Says("window", cells[5], fact.Place.Window);
            row.Says("key_kind", cells[6], fact.KeyKind);
            if (fact.KeyPrint.Length > 0 && !(DeviceSecrets.IsPublicKey(cells[7].Text) && DeviceSecrets.PrintOf(cells[7].Text!) == fact.KeyPrint))
            {
                row.Altered("key");
            }

            row.Says("enrolled_at", cells[8], enrolled.At);
            row.Says("revoked_at", cells[9], end);
            row.Says("window_key", cells[10], new WindowKey(fact.Place.Hall.Length > 0 ? fact.Place.Hall : fact.Place.Institution, fact.Place.Window).ToString());
        }, cancel);
    }

    // What waits or was taken is told by the rating itself.
    private static Task RefusedAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var query = page.Of(db.DeviceRatings.Where(r => r.State == DeviceRatingState.NotAdopted), r => r.Device).Select(r => new { r.Id, r.Device, r.Counter, r.Institution, r.Region, r.Code });
        return page.MatchAsync("channels_device_ratings", query, 1, page.Say(facts => Of<DeviceRatingNotAdopted>(facts).Select(f => ($"{f.Fact.Rating}", f.Fact))), (row, cells, refused) =>
        {
            row.Says("device", cells[1], refused.Device);
            row.Says("counter", cells[2], refused.Counter);
            row.Says("institution", cells[3], refused.Place.Institution);
            row.Says("region", cells[4], refused.Place.Region);
            row.Says("code", cells[5], refused.Code);
        }, cancel);
    }

    private static Task CodesAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var query = page.Of(db.PlaceCodes, c => c.Id).Select(c => new { c.Id, c.Place, c.Number, c.Institution, c.Edition, c.MadeAt, c.Hall });
        return page.MatchAsync("channels_place_codes", query, 1, page.Say(facts => Of<PlaceCodeIssued>(facts).TakeLast(1).Select(f => ($"{f.Fact.CodeId}", f))), (row, cells, issued) =>
        {
            row.Says("place", cells[1], issued.Fact.Place);
            row.Says("number", cells[2], issued.Fact.Window);
            row.Says("institution", cells[3], issued.Fact.Institution);
            row.Says("edition", cells[4], issued.Fact.Edition);
            row.Says("made_at", cells[5], issued.At);
            row.Says("hall", cells[6], issued.Fact.Place == issued.Fact.Institution ? null : issued.Fact.Place);
        }, cancel);
    }

    private static Task HandOversAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var query = page.Of(db.HandOvers, h => h.CaseId).Select(h => new { h.CaseId, h.TaskId, h.Terminal, h.At });
        var last = page.Say(facts => Of<TaskHandedToTerminal>(facts).GroupBy(f => f.Fact.TaskId, (task, handed) => ($"{handed.Last().Fact.CaseId}/{task}", handed.Last())));
        return page.MatchAsync("channels_hand_overs", query, 2, last, (row, cells, handed) =>
        {
            row.Says("terminal", cells[2], handed.Fact.Terminal);
            row.Says("at", cells[3], handed.At);
        }, cancel);
    }

    private static IEnumerable<(TFact Fact, DateTimeOffset At)> Of<TFact>(IEnumerable<Recorded<IFact>> facts)
        where TFact : IFact => facts.Where(f => f.Fact is TFact).Select(f => ((TFact)f.Fact, f.At));
}
