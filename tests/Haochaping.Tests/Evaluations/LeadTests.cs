using System.Net;
using System.Net.Http.Json;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>违纪违法线索: who hands a text over, who reads it from then on, and who does not learn of it.</summary>
public sealed class LeadTests
{
    private const string Words = "有人索要好处";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-25a")]
    public async Task What_was_handed_over_is_read_in_the_discipline_channel_and_nowhere_else(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20");
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("JX-CITY", "JX-ITEM-1")), 1, Words)).EnsureSuccessStatusCode();
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("JX-CITY", "JX-ITEM-1")), 1)).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var rated = (await town.LookAsync(db => db.Evaluations.AsNoTracking().ToListAsync(Cancel))).Single(e => e.Text == Words);
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.CaseId == rated.CaseId, Cancel));
        var (orderPage, taskPage, lead) = ($"/console/orders/{order.Id}", $"/console/tasks/{rated.CaseId}/{rated.TaskId}", $"/console/leads/{rated.CaseId}/{rated.TaskId}");
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var authority = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        using var discipline = await Desk.OfAsync(town, Role.Discipline, [], ["360100"]);
        using var elsewhere = await Desk.OfAsync(town, Role.Discipline, [], ["4403"]);

        (await unit.GoAsync(orderPage)).Html.ShouldContain(Words);
        (await discipline.GoAsync(lead)).Status.ShouldBe(HttpStatusCode.NotFound);
        await unit.FillAsync($"lead-{rated.TaskId}", ("note", "请核查"));

        unit.Path.ShouldBe(orderPage);
        foreach (var who in new[] { unit, authority })
        {
            foreach (var page in new[] { orderPage, taskPage })
            {
                (await who.GoAsync(page)).Status.ShouldBe(HttpStatusCode.OK);
                who.Html.ShouldNotContain(Words);
                who.Html.ShouldNotContain("线索");
                who.Html.ShouldNotContain("移送");
            }

            (await who.GoAsync(lead)).Status.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.Id == order.Id, Cancel))).Version.ShouldBe(order.Version, "the order is not touched");
        var (silent, flagged) = (await MeaningAsync(town, unit, rated.TaskId, silent: true), await MeaningAsync(town, unit, rated.TaskId, silent: false));
        flagged.ShouldBe(silent, "as if nothing had ever been written");

        (await discipline.GoAsync("/console/leads")).Html.ShouldContain(lead);
        (await ReadsAsync(town)).ShouldBe(0, "a list shows no word");
        (await discipline.GoAsync(lead)).Html.ShouldContain(Words);
        discipline.Html.ShouldContain("请核查");
        (await ReadsAsync(town)).ShouldBe(1);
        (await discipline.GoAsync(orderPage)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await elsewhere.GoAsync("/console/leads")).Html.ShouldNotContain(lead);
        (await elsewhere.GoAsync(lead)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ReadsAsync(town)).ShouldBe(1, "nothing was shown");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Xunit.Fact, Requirement("SZ-25a")]
    public async Task A_complaint_can_be_a_lead_and_stays_an_order_without_words()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-04-24T15:20");
        using (var hotline = await town.ClientAsync("complaints:write"))
        {
            (await hotline.PostAsJsonAsync("/api/v1/complaints", new { number = "C-1", institution = "JX-CITY", kind = "misconduct", text = Words, phone = "10000009998" }, Cancel)).EnsureSuccessStatusCode();
        }

        await town.SettleAsync();
        var said = await town.LookAsync(db => db.Complaints.AsNoTracking().SingleAsync(Cancel));
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var discipline = await Desk.OfAsync(town, Role.Discipline, ["JX-CITY"], []);
        await unit.GoAsync($"/console/orders/{order.Id}");
        await unit.FillAsync($"lead-{said.ComplaintId}");
        unit.Html.ShouldNotContain(Words);
        (await unit.GoAsync($"/console/complaints/{said.CaseId}/{said.ComplaintId}")).Html.ShouldNotContain(Words);
        unit.Html.ShouldNotContain("线索");
        (await discipline.GoAsync($"/console/leads/{said.CaseId}/{said.ComplaintId}")).Html.ShouldContain(Words);
    }

    // What the task page says of the words: of a rating that never had any, and of the one that became a lead.
    private static async Task<string> MeaningAsync(Town town, Visit unit, Guid lead, bool silent)
    {
        var row = await town.LookAsync(db => db.Evaluations.AsNoTracking().SingleAsync(e => e.TaskId == lead != silent, Cancel));
        var page = (await unit.GoAsync($"/console/tasks/{row.CaseId}/{row.TaskId}")).Html;
        return page[page.IndexOf("文字意见", StringComparison.Ordinal)..page.IndexOf("评价存证", StringComparison.Ordinal)];
    }

    private static Task<int> ReadsAsync(Town town) => town.LookAsync(db => db.Journal.CountAsync(e => e.Type == "lead-read@1", Cancel));
}
