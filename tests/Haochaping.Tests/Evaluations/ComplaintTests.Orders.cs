using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Order = Haochaping.WorkOrders.Domain.Order;

namespace Haochaping.Tests.Evaluations;

/// <content>Complaints and ratings that share an order.</content>
public sealed partial class ComplaintTests
{
    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Complaint_and_negative_rating_of_one_case_are_one_order_whichever_comes_first(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var first = await town.ACaseIsCompleted();
        var link = await town.LinkOf(first);
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/complain?e=" + link);
        await FileAsync(citizen);
        var complained = CodeOf(citizen);
        await town.SettleAsync();
        var opened = await TheOrderAsync(town);

        town.Clock.SetNow("2020-11-02T11:00");
        var rated = await town.Rate(link, 1, "等了很久");
        await town.SettleAsync();
        var order = await TheOrderAsync(town);
        (order.Id, order.Due, order.About.Level, order.About.Kind).ShouldBe((opened.Id, opened.Due, Level.VeryDissatisfied, SubjectKind.Service));
        order.Rater.ShouldNotBeNull("the rater is known, the complaint was anonymous");
        (await town.FactsAsync<OrderJoined>()).ShouldHaveSingleItem().Level.ShouldBe(Level.VeryDissatisfied);
        var receipt = (await rated.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("receiptPath").GetString()!;
        (await citizen.GoAsync("/complain?r=" + receipt[3..])).Html.ShouldContain("演示市审批局");
        citizen.Html.ShouldNotContain(first, Case.Sensitive, "a receipt code is easily lost");
        foreach (var path in new[] { receipt, "/r/" + complained })
        {
            (await citizen.GoAsync(path)).Html.ShouldContain(order.Number);
        }

        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await handler.GoAsync($"/console/orders/{order.Id}");
        handler.Html.ShouldContain(Words);
        handler.Html.ShouldContain("等了很久");

        var second = await town.ACaseIsCompleted();
        await town.Rate(await town.LinkOf(second), 2);
        await town.SettleAsync();
        await citizen.GoAsync("/complain?e=" + await town.LinkOf(second));
        await FileAsync(citizen);
        await town.SettleAsync();
        (await town.FactsAsync<OrderOpened>()).Count.ShouldBe(2);
        (await town.FactsAsync<OrderJoined>()).Select(j => j.Kind).ShouldBe([SubjectKind.Service, null], ignoreOrder: true);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Whoever_only_types_a_case_number_joins_its_order_and_learns_nothing_of_it(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var number = await town.ACaseIsCompleted();
        await town.Rate(await town.LinkOf(number), 1, "等了很久");
        await town.SettleAsync();
        var order = await TheOrderAsync(town);
        using var somebody = new Visit(town.Address.ToString());
        foreach (var typed in new[] { number, "no-such-case" })
        {
            await somebody.GoAsync("/complain?unit=JX-CITY");
            await FileAsync(somebody, ("Form.CaseNumber", typed));
            var code = CodeOf(somebody);
            await town.SettleAsync();
            (await somebody.GoAsync("/r/" + code)).Html.ShouldNotContain(order.Number);
            somebody.Html.ShouldNotContain("个体工商户设立登记");
        }

        (await town.FactsAsync<OrderJoined>()).ShouldHaveSingleItem().Order.OrderId.ShouldBe(order.Id);
        (await town.FactsAsync<ComplaintFiled>()).ShouldAllBe(f => !f.OwnCase);
        (await JournalAsync(town)).ShouldNotContain("no-such-case", Case.Sensitive, "anybody may type anything");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Whoever_typed_the_number_first_neither_reads_the_raters_answer_nor_is_called_about_it(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var number = await town.ACaseIsCompleted();
        using var somebody = new Visit(town.Address.ToString());
        await somebody.GoAsync("/complain?unit=JX-CITY");
        await FileAsync(somebody, ("Form.CaseNumber", number), Phone);
        var code = CodeOf(somebody);
        await town.SettleAsync();
        var opened = await TheOrderAsync(town);
        (await somebody.GoAsync("/r/" + code)).Html.ShouldContain(opened.Number, Case.Sensitive, "nobody else's word stands in it yet");

        await town.Rate(await town.LinkOf(number), 1, "等了很久");
        await town.SettleAsync();
        var order = await TheOrderAsync(town);
        (order.Id, order.Rater == opened.Rater).ShouldBe((opened.Id, false), "the rater is called");
        (await somebody.GoAsync("/r/" + code)).Html.ShouldNotContain(order.Number);

        var second = await town.ACaseIsCompleted();
        await town.Rate(await town.LinkOf(second), 1);
        await town.SettleAsync();
        var rater = await town.LookAsync(db => db.Orders.AsNoTracking().Where(o => o.CaseNumber == second).Select(o => o.Rater).SingleAsync(Cancel));
        await somebody.GoAsync("/complain?unit=JX-CITY");
        await FileAsync(somebody, ("Form.CaseNumber", second), Phone);
        await town.SettleAsync();
        (await town.LookAsync(db => db.Orders.AsNoTracking().Where(o => o.CaseNumber == second).Select(o => o.Rater).SingleAsync(Cancel))).ShouldBe(rater);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }
}
