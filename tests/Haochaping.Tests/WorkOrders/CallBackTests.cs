using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Haochaping.Identity.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Ledger;
using Haochaping.Tests.Permissions;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Desk = Haochaping.Tests.Identity.Desk;

namespace Haochaping.Tests.WorkOrders;

/// <summary>抽样回访: announced before anybody can know which, drawn from seed and log, called by the authority itself.</summary>
public sealed class CallBackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_sample_is_what_anybody_draws_again_from_the_announced_seed_and_the_log(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T09:00");
        using var authority = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        var draw = await AnnounceAsync(authority);
        await HandledAsync(town, 5);
        await town.SettleAsync();
        (await town.LookAsync(db => db.CallBacks.CountAsync(Cancel))).ShouldBe(0, "nothing before the days are over");
        town.Clock.SetNow("2020-05-01T00:05");
        await town.SettleAsync();
        (await town.LookAsync(db => db.CallBacks.CountAsync(Cancel))).ShouldBe(0, "the last day's facts may still be on their way into the log");
        town.Clock.SetNow("2020-05-01T00:11");
        await town.SettleAsync();
        await town.SettleAsync();

        var announced = (await town.FactsAsync<CallBackDrawAnnounced>()).ShouldHaveSingleItem();
        var drawn = (await town.FactsAsync<CallBacksDrawn>()).ShouldHaveSingleItem();
        (drawn.Draw, drawn.Population, drawn.Orders.Count).ShouldBe((draw, 5, 2));
        var seed = Convert.FromHexString(drawn.Seed);
        Convert.ToHexStringLower(SHA256.HashData(seed)).ShouldBe(announced.Commitment);
        var orders = (await town.FactsAsync<OrderHandled>()).Select(f => f.Order.OrderId);
        drawn.Orders.ShouldBe(orders.OrderBy(o => Convert.ToHexString(SHA256.HashData([.. seed, .. Encoding.UTF8.GetBytes(drawn.Root), .. o.ToByteArray(bigEndian: true)])), StringComparer.Ordinal).Take(2));
        (await town.LookAsync(db => db.CallBacks.AsNoTracking().OrderBy(c => c.Place).Select(c => c.OrderId).ToListAsync(Cancel))).ShouldBe(drawn.Orders);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_authority_asks_the_rater_itself_and_what_contradicts_the_order_is_seen(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T09:00");
        using var authority = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        var draw = await AnnounceAsync(authority, size: "500");
        await HandledAsync(town, 2);
        town.Clock.SetNow("2020-05-01T00:11");
        await town.SettleAsync();
        using var elsewhere = await Desk.OfAsync(town, Role.Supervisor, [], ["440300"]);
        using var morning = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        var sample = (await town.FactsAsync<CallBacksDrawn>()).Single().Orders;
        var page = $"/console/orders/draws/{draw}?order={sample[0]}";
        (await elsewhere.GoAsync(page)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await morning.GoAsync(page);
        (await morning.FillAsync("rater")).Html.ShouldContain("1000000000");
        (await town.FactsAsync<PersonRevealed>()).ShouldContain(f => f.Purpose == Purpose.SatisfactionVisit);
        await morning.GoAsync(page);
        (await morning.FillAsync("call", ("reached", "true"))).Html.ShouldContain("请问明承办单位是否联系过评价人");
        await morning.FillAsync("call", ("reached", "false"));
        await morning.GoAsync(page);
        await morning.FillAsync("call", ("reached", "true"), ("called", "false"), ("satisfaction", "Dissatisfied"));
        morning.Html.ShouldContain("与工单记录不符");
        (await morning.GoAsync(page)).Html.ShouldNotContain("value=\"call\"", Case.Sensitive, "what was said on the telephone is said");
        await town.SettleAsync();
        (await town.FactsAsync<CalledBack>()).Select(f => (f.Result, f.WasCalled, f.Satisfaction)).ShouldBe([(ContactResult.NotReached, (bool?)null, (Level?)null), (ContactResult.Reached, false, Level.Dissatisfied)], ignoreOrder: true);
        (await town.LookAsync(db => db.Orders.AsNoTracking().ToListAsync(Cancel))).ShouldAllBe(o => o.State == OrderState.Handled, "the order itself stays as it is");

        (await town.FaultsAsync()).ShouldBeEmpty();
        await using var insider = await Insider.OfAsync(town, store);
        foreach (var (table, column, sql) in new[]
        {
            ("work_order_call_backs", "place", "UPDATE work_order_call_backs SET place = 3 - place"),
            ("work_order_call_backs", "was_called", $"UPDATE work_order_call_backs SET was_called = {(store == TownStore.Sqlite ? "1" : "true")} WHERE place = 1"),
            ("work_order_call_backs", "satisfaction", "UPDATE work_order_call_backs SET satisfaction = 'VerySatisfied' WHERE place = 1"),
            ("work_order_draws", "size", "UPDATE work_order_draws SET size = 1"),
            ("work_order_draws", "population", "UPDATE work_order_draws SET population = 9"),
        })
        {
            await insider.KeepAsync(table, () => insider.DoAsync(sql));
            var faults = await town.FaultsAsync();
            await insider.RestoreAsync(table);
            faults.ShouldContain(f => f.Table == table && f.Column == column, sql);
        }

        await insider.KeepAsync("work_order_call_backs", () => insider.DoAsync("DELETE FROM work_order_call_backs WHERE place = 1"));
        (await town.FaultsAsync()).ShouldHaveSingleItem().Code.ShouldBe("row-missing");
        await insider.RestoreAsync("work_order_call_backs");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_announced_is_refused_with_every_reason()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-04-24T09:00");
        using var authority = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        (await authority.GoAsync("/console/orders/draws")).Html.ShouldContain("还没有抽样回访");
        await authority.FillAsync("announce", ("region", "440300"), ("from", "2020-04-01"), ("to", "2020-04-23"), ("size", "501"));
        foreach (var said in new[] { "不在您的数据范围内", "截止日已过", "500" })
        {
            authority.Html.ShouldContain(said);
        }

        (await town.FactsAsync<CallBackDrawAnnounced>()).ShouldBeEmpty();
        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await handler.GoAsync("/console/orders/draws")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public void The_order_in_which_orders_are_read_means_nothing_and_every_one_is_as_likely()
    {
        var orders = Enumerable.Range(1, 10).Select(n => new Guid(n, 0, 0, new byte[8])).ToList();
        var seed = SHA256.HashData("a seed"u8);
        CallBackDraw.Sample(seed, "root", Enumerable.Reverse(orders), 3).ShouldBe(CallBackDraw.Sample(seed, "root", orders, 3));
        CallBackDraw.Sample(seed, "another root", orders, 3).ShouldNotBe(CallBackDraw.Sample(seed, "root", orders, 3));
        var drawn = Enumerable.Range(0, 3000).SelectMany(n => CallBackDraw.Sample(SHA256.HashData(BitConverter.GetBytes(n)), "root", orders, 3)).CountBy(o => o).ToDictionary();
        drawn.Values.ShouldAllBe(times => times > 780 && times < 1020, "900 each, give or take four standard deviations");
    }

    private static async Task<Guid> AnnounceAsync(Visit authority, string size = "2")
    {
        await authority.GoAsync("/console/orders/draws");
        await authority.FillAsync("announce", ("region", "360100"), ("from", "2020-04-24"), ("to", "2020-04-30"), ("size", size));
        authority.Path.ShouldStartWith("/console/orders/draws/", Case.Sensitive, authority.Html);
        return Guid.Parse(authority.Path.Split('/')[^1]);
    }

    // Ratings and the whole way of their orders, by the unit.
    private static async Task HandledAsync(Town town, int orders)
    {
        for (var i = 0; i < orders; i++)
        {
            (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 1, "等了很久")).EnsureSuccessStatusCode();
        }

        await town.SettleAsync();
        using var unit = await Official.SignInAsync(town, [Role.Handler], ["JX-CITY"]);
        foreach (var id in await town.LookAsync(db => db.Orders.AsNoTracking().Select(o => o.Id).ToListAsync(Cancel)))
        {
            foreach (var (verb, body) in new (string, object)[]
            {
                ("accept", new { officer = "1024" }), ("contact", new { method = "phone", reached = true, recording = "R-1", note = "已联系" }),
                ("verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" }), ("report", new { result = "已更换", reply = "已整改" }),
            })
            {
                (await unit.Http.PostAsJsonAsync($"/api/v1/orders/{id}/{verb}", body, Cancel)).EnsureSuccessStatusCode();
            }
        }
    }
}
