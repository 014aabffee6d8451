using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>The whole house: a case, a rating by its link, and officials with browsers without scripts.</summary>
public sealed class TownTests
{
    private const string Password = "jiao-hao-ji-2020-Ab";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-15f", "JX-15g", "JX-19e")]
    public async Task S07_the_unit_extends_with_reason_and_date_and_the_rater_reads_it(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20");
        var receipt = await ANegativeArrives(town, "JX-CITY", "JX-ITEM-1");
        using var unit = await AtTheDesk(town, "unit", Role.Handler, "JX-CITY");
        var order = await OrderOf(town);
        await unit.GoAsync($"/console/orders/{order.Id}");
        await unit.FillAsync("Accepted", ("officer", "1024"));
        await unit.FillAsync("Contacted", ("method", "Phone"), ("reached", "true"), ("recording", "R-1"), ("note", "等待时间长"));
        await unit.FillAsync("Verified", ("verdict", "True"), ("triage", "Complex"), ("cause", "Process"), ("finding", "叫号系统故障"));
        unit.Html.ShouldContain("2020 年 5 月 11 日");

        town.Clock.SetNow("2020-05-11T16:00");
        await SignIn(unit, "unit"); // a working day's session is long over
        await unit.GoAsync($"/console/orders/{order.Id}");
        (await unit.FillAsync("Extended", ("newDay", "2020-05-25"))).Html.ShouldContain("延期须书面说明理由。");
        await unit.FillAsync("Extended", ("reason", "设备到货推迟"), ("newDay", "2020-05-25"));
        unit.Html.ShouldContain("2020 年 5 月 25 日");
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldContain("设备到货推迟");
        (await OrderOf(town)).Extensions.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-15l")]
    public async Task S20_a_village_rating_is_the_countys_order_and_the_village_only_reads(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20");
        await ANegativeArrives(town, "JX-VILLAGE", "JX-ITEM-2");
        var order = await OrderOf(town);
        (order.Holder, order.Unit, order.NeedsSubtask).ShouldBe(("JX-COUNTY", "JX-VILLAGE", true));

        using var county = await AtTheDesk(town, "county", Role.Handler, "JX-COUNTY");
        using var village = await AtTheDesk(town, "village", Role.Handler, "JX-VILLAGE");
        (await village.GoAsync($"/console/orders/{order.Id}")).Html.ShouldNotContain("name=\"_handler\"");
        (await county.GoAsync($"/console/orders/{order.Id}")).Html.ShouldContain("value=\"Accepted\"");
        (await county.GoAsync("/console/orders")).Html.ShouldContain(order.Number);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("X-14")]
    public async Task Who_rated_lies_sealed_apart_and_is_read_only_for_a_purpose_and_with_a_record(TownStore store)
    {
        const string phone = "10000000001";
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20");
        var receipt = await ANegativeArrives(town, "JX-CITY", "JX-ITEM-1");
        var order = await OrderOf(town);
        var page = $"/console/orders/{order.Id}";
        using var foreign = await AtTheDesk(town, "foreign", Role.Handler, "JX-POLICE");
        using var auditor = await AtTheDesk(town, "auditor", Role.Auditor, "JX-CITY");
        using var unit = await AtTheDesk(town, "unit", Role.Handler, "JX-CITY");

        (await foreign.GoAsync(page)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await auditor.GoAsync(page)).Html.ShouldNotContain("value=\"RaterSeen\"");
        await unit.GoAsync(page);
        unit.Html.ShouldNotContain("value=\"RaterSeen\"", Case.Sensitive, "before the order is theirs to handle there is no purpose");
        await unit.FillAsync("Accepted", ("officer", "1024"));
        unit.Html.ShouldNotContain(phone);
        var before = await LooksAsync(town);
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldNotContain("查看了您的联系方式");
        (await unit.FillAsync("RaterSeen")).Html.ShouldContain(phone);

        var look = (await LooksAsync(town)).Except(before).ShouldHaveSingleItem();
        look.ShouldStartWith("Contact staff:");
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldContain("演示市审批局为与您联系核实查看了您的联系方式", Case.Sensitive, "the citizen reads who looked and why");
        var (told, kept) = (await town.LookAsync(db => db.Journal.AsNoTracking().Select(e => e.Body).ToListAsync(Cancel)), await town.LookAsync(db => db.VaultPersons.AsNoTracking().Select(p => p.Data).ToListAsync(Cancel)));
        told.Concat(kept).Count(bytes => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(phone)) >= 0).ShouldBe(0, "neither facts nor the vault hold it in the clear");
    }

    private static async Task<List<string>> LooksAsync(Town town) =>
        [.. (await town.LookAsync(db => db.AccessLog.AsNoTracking().ToListAsync(Cancel))).Select(r => $"{r.Purpose} {r.Actor} {r.At}")];

    private static async Task<string> ANegativeArrives(Town town, string institution, string item)
    {
        var answer = await town.Rate(await town.LinkOf(await town.ACaseIsCompleted(institution, item)), 2, "等了很久");
        answer.EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await OrderOf(town);
        await using var scope = town.Services.CreateAsyncScope();
        var evaluations = scope.ServiceProvider.GetRequiredService<Haochaping.Evaluations.Contracts.IEvaluations>();
        return (await evaluations.ReceiptPathAsync(order.CaseId, order.About.TaskId, Cancel))!;
    }

    private static Task<Order> OrderOf(Town town) => town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));

    private static async Task<Visit> AtTheDesk(Town town, string name, Role role, string institution)
    {
        await using var scope = town.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<CreateStaff>()
            .RunAsync(new NewStaff(name, "演示人员", [role], [institution], [], Password), Actor.House, Cancel);
        made.Refusal.ShouldBeNull();
        var visit = new Visit(town.Address.ToString());
        await SignIn(visit, name);
        return visit;
    }

    private static async Task SignIn(Visit visit, string name)
    {
        await visit.GoAsync("/console/sign-in");
        await visit.FillAsync("sign-in", ("account", name), ("password", Password));
    }
}
