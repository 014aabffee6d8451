using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Features.Codes;
using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>核验: a device, a rating refused to it, a place code or a hand-over that is altered, made away with or slipped in is named.</summary>
public sealed class VerifyChannelsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_altered_missing_or_added_is_named_row_by_row(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var standing = await Tablet.AtAsync(town);
        using var ended = await Tablet.AtAsync(town, "SZ-HALL", "B07", hmac: true);
        using var shown = await Tablet.StartAsync(town); // only shows its code: nobody yet
        using (var desk = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]))
        {
            await desk.GoAsync("/console/devices");
            await desk.FillAsync("manage", ("Revoke", ended.Id.ToString()));
        }

        var prompt = await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await standing.DeliverAsync(standing.Rate(prompt, 9), standing.Rate(prompt, 8), standing.Rate(prompt, 5));
        await IssueAsync(town, new("JX-HALL", "A12"), 0);
        await IssueAsync(town, new("JX-HALL", "A12"), 1);
        await IssueAsync(town, new("SZ-HALL", "B07"), 0);
        var number = await town.ACaseIsCompleted();
        await HandOverAsync(town, number, "ZD-001");
        await HandOverAsync(town, number, "ZD-002");
        await HandOverAsync(town, await town.ACaseIsCompleted(), "ZD-003");
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();

        await town.LookAsync(db => db.Devices.Where(d => d.Id == standing.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Window, "A13").SetProperty(d => d.WindowKey, "JX-HALL/A13").SetProperty(d => d.Key, "AAAA"), Cancel));
        await town.LookAsync(db => db.DeviceRatings.Where(r => r.Counter == 1).ExecuteUpdateAsync(set => set.SetProperty(r => r.Code, "device-revoked"), Cancel));
        await town.LookAsync(db => db.DeviceRatings.Where(r => r.Counter == 2).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, DeviceRatingState.Adopted), Cancel));
        await town.LookAsync(db => db.Devices.Where(d => d.Id == ended.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeviceState.Active).SetProperty(d => d.RevokedAt, (DateTimeOffset?)null), Cancel));
        await town.LookAsync(db => db.Devices.Where(d => d.Id == shown.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeviceState.Active), Cancel));
        await town.LookAsync(db => db.PlaceCodes.Where(c => c.Number == "A12").ExecuteUpdateAsync(set => set.SetProperty(c => c.Edition, 1).SetProperty(c => c.Hall, (string?)null), Cancel));
        await town.LookAsync(db => db.PlaceCodes.Where(c => c.Number == "B07").ExecuteDeleteAsync(Cancel));
        await town.LookAsync(db => db.HandOvers.Where(h => h.Terminal == "ZD-002").ExecuteUpdateAsync(set => set.SetProperty(h => h.Terminal, "ZD-009"), Cancel));
        await town.LookAsync(db => db.HandOvers.Where(h => h.Terminal == "ZD-003").ExecuteDeleteAsync(Cancel));
        await town.LookAsync(db =>
        {
            db.Add(new HandOverRow { CaseId = Guid.NewGuid(), TaskId = Guid.NewGuid(), Terminal = "ZD-004", At = town.Clock.GetUtcNow() });
            return db.SaveChangesAsync(Cancel);
        });

        (await town.FaultsAsync()).Select(f => $"{f.Table} {f.Column} {f.Code}").Order(StringComparer.Ordinal).ShouldBe(
        [
            "channels_device_ratings  row-missing", "channels_device_ratings code row-altered",
            "channels_devices  row-unfounded", "channels_devices key row-altered", "channels_devices revoked_at row-altered", "channels_devices state row-altered", "channels_devices window row-altered",
            "channels_devices window_key row-altered",
            "channels_hand_overs  row-missing", "channels_hand_overs  row-unfounded", "channels_hand_overs terminal row-altered",
            "channels_place_codes  row-missing", "channels_place_codes edition row-altered", "channels_place_codes hall row-altered",
        ]);
    }

    private static async Task IssueAsync(Town town, WindowKey place, int known)
    {
        await using var scope = town.Services.CreateAsyncScope();
        _ = (await scope.ServiceProvider.GetRequiredService<IssueCode>().RunAsync(place, known, StaffScope.Everything, Actor.House, Cancel)).Value;
    }

    private static async Task HandOverAsync(Town town, string number, string terminal) =>
        (await town.PostAsync("/api/v1/terminals/hand-over", new { source = "town", caseNumber = number, terminal })).Text("path").ShouldNotBeNull();
}
