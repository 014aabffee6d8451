using System.Net.Http.Json;
using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Host.Serving;
using Haochaping.Identity.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Ledger;
using Haochaping.Tests.Permissions;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Desk = Haochaping.Tests.Identity.Desk;

namespace Haochaping.Tests.Exchange;

/// <summary>Letters one by one: what is taken, what is refused and why, and what people see of it.</summary>
public sealed class LetterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-07c", "SZ-07e")]
    public async Task The_hotlines_word_on_an_order_counts_once_in_its_turn_and_never_against_the_order(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        var town = houses.City;
        var id = await houses.ANegativeArrives("材料反复补");
        var order = await OrderAsync(town, id);
        Task<(int Status, string? Receipt, string? Code)> Tell(int sequence, object word, string partner = "Hotline12345", string? number = null, string secret = TwoHouses.Secret, string? signer = null) =>
            TwoHouses.HandInAsync(town, partner, new { number = number ?? order.Number, sequence, yours = true, word }, secret, signer);

        var at = town.Clock.GetUtcNow();
        (await Tell(1, new { act = "forwarded", at, unit = "SZ-CITY" }, secret: "another-secret-of-theirs")).ShouldBe((401, null, "signature-wrong"));
        (await Tell(1, new { act = "forwarded", at, unit = "SZ-CITY" }, signer: "City")).ShouldBe((401, null, "signature-wrong"), "what this house has signed proves nothing as theirs");
        (await Tell(1, new { act = "forwarded", at, unit = "SZ-CITY" }, partner: "Somebody")).ShouldBe((401, null, "signature-wrong"));
        (await Tell(1, new { act = "forwarded" })).Code.ShouldBe("letter-malformed");
        (await Tell(1, new { act = "opened", at })).Code.ShouldBe("letter-malformed");
        (await Tell(1, new { act = "returned", at, text = "\0" })).Code.ShouldBe("letter-malformed");
        (await Tell(1, new { act = "visited", at, level = 9 })).Code.ShouldBe("letter-malformed");
        (await Tell(1, new { act = "forwarded", at }, number: "O-NOBODYS")).ShouldBe((404, null, "order-unknown"));
        (await Tell(2, new { act = "accepted", at, officer = "2048" })).ShouldBe((409, null, "letter-early"));
        (await OrderAsync(town, id)).Version.ShouldBe(0, "nothing of all this touched the order");

        var first = await Tell(1, new { act = "forwarded", at, unit = "SZ-CITY" });
        (first.Status, first.Receipt!.Length).ShouldBe((200, 16));
        (await Tell(1, new { act = "forwarded", at, unit = "SZ-CITY" })).ShouldBe(first, "the same again is the same receipt");
        (await Tell(1, new { act = "forwarded", at, unit = "SZ-AUTH" })).ShouldBe((422, null, "letter-differs"));
        (await Tell(2, new { act = "verified", at, verdict = "true", triage = "complex", cause = "process", text = "属实" })).ShouldBe((409, null, "order-state"), "nobody has accepted it yet");
        (await Tell(3, new { act = "accepted", at, officer = "2048" })).Status.ShouldBe(200, "a refused letter holds up nobody");
        (await Tell(2, new { act = "verified", at, verdict = "true", triage = "complex", cause = "process", text = "属实" })).Status.ShouldBe(200, "the same letter again is tried again");

        var now = await OrderAsync(town, id);
        (now.State, now.Holder, now.Officer, now.Version).ShouldBe((OrderState.Rectifying, "SZ-CITY", "2048", 3));
        (await town.LookAsync(db => db.OrderTrace.AsNoTracking().Where(t => t.OrderId == id).OrderBy(t => t.Line).Select(t => t.By).Distinct().ToListAsync(Cancel))).ShouldBe(["system", "client:Hotline12345"], ignoreOrder: true);
        (await town.FactsAsync<LetterReceived>()).Select(f => (f.Letter.Sequence, f.Code)).ShouldBe([(2, "letter-early"), (1, null), (2, "order-state"), (3, null), (2, null)], ignoreOrder: true);
        (await TwoHouses.HandInAsync(town, "Hotline12345", new { number = order.Number, sequence = 0, word = new { act = "opened", at, unit = "SZ-AUTH" } })).Status.ShouldBe(200, "an order of theirs may have the same number");
        (await Tell(4, new { act = "accepted", at, officer = "2048" })).Code.ShouldBe("order-state");
        var odd = await town.LookAsync(db => db.OddLetters().SingleAsync(Cancel));
        using (var chief = await Official.SignInAsync(town, [Role.Administrator], regions: ["*"]))
        {
            (await chief.PostFormAsync("/console/exchange", "letter", $"Settle={odd.CaseId}/{odd.Id}")).Status.ShouldBe(302);
            (await chief.PostFormAsync("/console/exchange", "letter", $"Settle={odd.CaseId}/{odd.Id}")).Status.ShouldBe(409, "once is enough");
        }

        (await town.LookAsync(db => db.OddLetters().CountAsync(Cancel))).ShouldBe(0, "a person has looked");
        (await town.FaultsAsync()).ShouldBeEmpty();
        await town.SettleAsync();
        (await town.LookAsync(db => db.Letters.CountAsync(l => l.Direction == Direction.Out, Cancel))).ShouldBe(1, "nobody is told what they did themselves");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_was_done_in_time_there_is_in_time_here_however_late_the_news_comes(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        var id = await houses.ANegativeArrives("材料反复补");
        await houses.PassAsync();
        var theirs = await houses.Hotline.LookAsync(db => db.Orders.Select(o => o.Id).SingleAsync(Cancel));
        houses.ToCity.Target = Line.Nowhere;
        foreach (var step in TwoHouses.Road(0).Take(3))
        {
            await step(houses.Hotline, theirs);
            await houses.PassAsync(24 * 60);
        }

        (await OrderAsync(houses.City, id)).State.ShouldBe(OrderState.Dispatched);
        houses.Mend();
        await houses.PassUntilQuietAsync();
        var (here, there) = (await OrderAsync(houses.City, id), await OrderAsync(houses.Hotline, theirs));
        (here.State, here.ContactDays.Single()).ShouldBe((OrderState.Accepted, there.ContactDays.Single()));
        here.Clocks.Where(c => c is { Side: ClockSide.Unit, Clock: Clock.Accept or Clock.Contact }).Select(c => c.MetAt)
            .ShouldBe(there.Clocks.Where(c => c is { Side: ClockSide.Unit, Clock: Clock.Accept or Clock.Contact }).Select(c => c.MetAt));
        (await houses.City.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_partner_that_is_dead_holds_up_no_rating_and_is_named_and_a_person_may_try_again(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        houses.ToHotline.Target = Line.Nowhere;
        var id = await houses.ANegativeArrives("材料反复补");
        (await OrderAsync(houses.City, id)).Holder.ShouldBe("SZ-12345");
        for (var hour = 0; hour < 5; hour++)
        {
            await houses.PassAsync(60);
        }

        await using (var scope = houses.City.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<IExchangeWatch>().TroublesAsync(Cancel)).ShouldHaveSingleItem().ShouldContain("Hotline12345 没有应答");
        }

        (await houses.City.Citizen.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).ShouldContain("Hotline12345");
        houses.City.Clock.Advance(TimeSpan.FromDays(8));
        houses.Hotline.Clock.Advance(TimeSpan.FromDays(8));
        for (var turn = 0; turn < 3; turn++)
        {
            await houses.PassAsync(90);
        }

        (await houses.City.LookAsync(db => db.Letters.Select(l => l.State).SingleAsync(Cancel))).ShouldBe(LetterState.Failed, "not for ever");
        using var chief = await Official.SignInAsync(houses.City, [Role.Administrator], regions: ["*"]);
        (await chief.Http.GetStringAsync(new Uri("/console/exchange", UriKind.Relative), Cancel)).ShouldContain("1 = 发送失败 1");
        houses.Mend();
        var letter = await houses.City.LookAsync(db => db.Letters.SingleAsync(Cancel));
        await chief.PostFormAsync("/console/exchange", "letter", $"Resend={letter.CaseId}/{letter.Id}");
        (await chief.Http.GetStringAsync(new Uri("/console/exchange", UriKind.Relative), Cancel)).ShouldContain("1 = 待发送 1");
        (await houses.City.FaultsAsync()).ShouldBeEmpty();
        await houses.PassUntilQuietAsync();
        (await houses.City.FactsAsync<LetterResent>()).ShouldHaveSingleItem().Letter.LetterId.ShouldBe(letter.Id, "who had it sent again is on record");
        (await chief.Http.GetStringAsync(new Uri("/console/exchange", UriKind.Relative), Cancel)).ShouldContain("1 = 已送达 1");
        (await chief.PostFormAsync("/console/exchange", "letter", $"Resend={letter.CaseId}/{letter.Id}")).Status.ShouldBe(409, "what arrived is not sent again");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-07c")]
    public async Task Without_a_partner_the_hotlines_own_desk_passes_orders_on_and_the_page_says_so(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20", new Dictionary<string, string?> { ["WorkOrders:Desks:Hotline12345"] = "SZ-12345" });
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device"), 1, "材料反复补")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        using var hotline = await Desk.OfAsync(town, Role.HotlineOperator, ["SZ-12345"], []);
        await hotline.GoAsync($"/console/orders/{order.Id}");
        await hotline.FillAsync("Forwarded");
        (await town.LookAsync(db => db.Orders.Select(o => o.Holder).SingleAsync(Cancel))).ShouldBe("SZ-CITY");
        await town.SettleAsync();
        (await town.LookAsync(db => db.Letters.CountAsync(Cancel))).ShouldBe(0);
        using var chief = await Official.SignInAsync(town, [Role.Administrator], regions: ["*"]);
        (await chief.Http.GetStringAsync(new Uri("/console/exchange", UriKind.Relative), Cancel)).ShouldContain("工单由热线工作台人工转办");

    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("HK-3.6a", "HK-3.6b", "HK-3.6f")]
    public async Task The_provinces_platform_sends_the_order_and_the_city_opens_none_of_its_own(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20", new Dictionary<string, string?>
        {
            ["Policy:Places:36"] = "HK", ["WorkOrders:Desks:City12345"] = "JX-AUTH", ["Exchange:Partners:Province12345:Secret"] = TwoHouses.Secret,
        });
        var number = await town.ACaseIsCompleted();
        var link = await town.LinkOf(number);
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", new { level = 1, text = "等了很久", proof = await town.ProveAsync(link) }, Cancel)).EnsureSuccessStatusCode();
        await town.SettleAsync();
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(0, "orders are the province's to open");

        object Opened(string unit, string? caseNumber) => new { act = "opened", at = town.Clock.GetUtcNow(), unit, source = caseNumber is null ? null : "town", caseNumber, level = 1, text = "等了很久" };
        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-1", sequence = 0, word = Opened("NOBODY", number) })).ShouldBe((422, null, "unknown-institution"));
        var sent = await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-1", sequence = 0, word = Opened("JX-CITY", number) });
        sent.Status.ShouldBe(200);
        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-1", sequence = 0, word = Opened("JX-CITY", number) })).ShouldBe(sent);
        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-2", sequence = 0, word = Opened("JX-CITY", number) })).Status.ShouldBe(200, "another number for the same rating");
        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-2b", sequence = 0, word = Opened("JX-POLICE", number) })).ShouldBe((422, null, "order-of-others"), "it is another unit's");
        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-3", sequence = 0, word = Opened("JX-POLICE", null) })).Status.ShouldBe(200, "of a rating that is not known here");
        await town.SettleAsync();

        var orders = await town.LookAsync(db => db.Orders.AsNoTracking().OrderBy(o => o.Unit).ToListAsync(Cancel));
        orders.Select(o => (o.Unit, o.Holder, o.About.Level, o.About.Kind is null)).ShouldBe([("JX-CITY", "JX-AUTH", Level.VeryDissatisfied, false), ("JX-POLICE", "JX-AUTH", null, true)]);
        var hop = (await town.FactsAsync<OrderForwarded>()).Single(f => f.Order.Unit == "JX-CITY");
        (hop.From, hop.To, hop.At).ShouldBe(("", "JX-AUTH", town.Clock.GetUtcNow()), "the province's desk sends, the city's platform has it");
        (await town.FactsAsync<OrderReceived>()).Select(f => (f.Sender, f.Number)).ShouldBe([("Province12345", "HN-1"), ("Province12345", "HN-2"), ("Province12345", "HN-3")], ignoreOrder: true);

        using var centre = await Desk.OfAsync(town, Role.HotlineOperator, ["JX-AUTH"], []);
        await centre.GoAsync($"/console/orders/{orders[0].Id}");
        centre.Html.ShouldContain("省 12345 平台");
        await centre.FillAsync("Forwarded");
        (await town.LookAsync(db => db.Orders.Where(o => o.Id == orders[0].Id).Select(o => o.Holder).SingleAsync(Cancel))).ShouldBe("JX-CITY");
        await town.SettleAsync();
        (await town.FactsAsync<OrderForwarded>()).Where(f => f.Order.Unit == "JX-CITY").Select(f => (f.From, f.To, f.At)).ShouldBe(
            [("", "JX-AUTH", town.Clock.GetUtcNow()), ("JX-AUTH", "JX-CITY", town.Clock.GetUtcNow())], "each hop with sender, receiver and time");
        (await town.LookAsync(db => db.Letters.CountAsync(l => l.Direction == Direction.Out, Cancel))).ShouldBe(0, "a partner without an address is told nothing");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_partner_neither_takes_an_order_over_nor_voids_a_rating_of_this_house_nor_dates_its_acts_back(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        var town = houses.City;
        var id = await houses.ANegativeArrives("材料反复补");
        var order = await OrderAsync(town, id);
        Task<(int Status, string? Receipt, string? Code)> Tell(int sequence, object word) => TwoHouses.HandInAsync(town, "Hotline12345", new { number = order.Number, sequence, yours = true, word }, TwoHouses.Secret);

        // our own number sent back as an order of theirs: one order, two threads, and whatever happens is told on both
        (await TwoHouses.HandInAsync(town, "Hotline12345", new { number = order.Number, sequence = 0, word = new { act = "opened", at = town.Clock.GetUtcNow(), unit = "SZ-CITY", source = order.About.Place.Source, caseNumber = order.CaseNumber, level = 1 } }, TwoHouses.Secret)).Status.ShouldBe(200);
        (await TwoHouses.TryAsync<UrgeOrder, UrgeOrder.Request>(town, id, new("请加快办理", null))).Is(out _, out _).ShouldBeTrue();
        await town.SettleAsync();
        (await town.LookAsync(db => db.Letters.CountAsync(l => l.Direction == Direction.Out && l.Act == OrderWordKind.Urged, Cancel))).ShouldBe(2);

        (await Tell(1, new { act = "forwarded", at = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)), unit = "SZ-CITY" })).Status.ShouldBe(200);
        (await town.FactsAsync<OrderForwarded>()).ShouldHaveSingleItem().At.ShouldBeGreaterThanOrEqualTo(order.OpenedAt);
        (await Tell(2, new { act = "voided", at = town.Clock.GetUtcNow(), text = "S-1" })).ShouldBe((409, null, "void-not-here"));
        (await OrderAsync(town, id)).State.ShouldBe(OrderState.Dispatched);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_void_order_is_void_there_too_and_an_urging_arrives(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        var id = await houses.ANegativeArrives("材料反复补");
        await houses.PassAsync();
        await TwoHouses.ActAsync<UrgeOrder, UrgeOrder.Request>(houses.City, id, new("请尽快", null));
        await houses.PassUntilQuietAsync();
        (await houses.Hotline.LookAsync(db => db.OrderTrace.Where(t => t.Act == OrderAct.Urged).Select(t => t.Text).SingleAsync(Cancel))).ShouldBe("请尽快");
        var number = (await OrderAsync(houses.City, id)).Number;
        (await TwoHouses.HandInAsync(houses.Hotline, "City", new { number, sequence = 2, word = new { act = "voided", at = houses.City.Clock.GetUtcNow(), text = "S-1" } })).Status.ShouldBe(200);
        (await houses.Hotline.LookAsync(db => db.Orders.Select(o => o.State).SingleAsync(Cancel))).ShouldBe(OrderState.Voided);
        (await houses.Hotline.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Verification_names_every_letter_that_was_meddled_with(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        var town = houses.City;
        await houses.ANegativeArrives("材料反复补");
        await houses.PassAsync();
        houses.ToHotline.Target = Line.Nowhere;
        var number = await town.LookAsync(db => db.Orders.Select(o => o.Number).SingleAsync(Cancel));
        (await TwoHouses.HandInAsync(town, "Hotline12345", new { number, sequence = 1, yours = true, word = new { act = "forwarded", at = town.Clock.GetUtcNow() } })).Status.ShouldBe(200);
        (await TwoHouses.HandInAsync(town, "Hotline12345", new { number, sequence = 2, yours = true, word = new { act = "handled", at = town.Clock.GetUtcNow() } })).Code.ShouldBe("order-state");
        await houses.ANegativeArrives("还没有送到");
        (await town.FaultsAsync()).ShouldBeEmpty();

        await using var insider = await Insider.OfAsync(town, store);
        var later = store == TownStore.Sqlite ? "at + 60000" : "at + interval '1 minute'";
        string[] changes =
        [
            "order_id = '00000000-0000-8000-8000-000000000001'", "direction = direction || 'x'", "partner = partner || 'x'", "ours = NOT ours", "number = number || 'x'", "sequence = sequence + 9", "act = act || 'x'", "state = state || 'x'",
            "commitment = 'x'", "body = coalesce(body, '') || 'x'", "receipt = coalesce(receipt, '') || 'x'", $"at = {later}", $"since = {later}", $"settled_at = {later}",
        ];
        foreach (var change in changes)
        {
            var column = change.Split(' ')[0];
            var rows = await insider.KeepAsync("exchange_letters", () => insider.DoAsync($"UPDATE exchange_letters SET {change.Replace($"{column} =", $"\"{column}\" =", StringComparison.Ordinal)}"));
            var faults = await town.FaultsAsync();
            await insider.RestoreAsync("exchange_letters");
            rows.ShouldBe(4);
            faults.Count(f => f.Table == "exchange_letters" && f.Column == column).ShouldBe(4, change);
        }

        var farOff = store == TownStore.Sqlite ? "due_at + 7200000" : "due_at + interval '2 hours'";
        (await insider.KeepAsync("exchange_letters", () => insider.DoAsync($"UPDATE exchange_letters SET due_at = {farOff} WHERE state = 'Waiting'"))).ShouldBe(1);
        (await town.FaultsAsync()).ShouldHaveSingleItem().Column.ShouldBe("due_at", "a letter that is put off is a letter held back");
        await insider.RestoreAsync("exchange_letters");

        var gone = await insider.KeepAsync("exchange_letters", () => insider.DoAsync("DELETE FROM exchange_letters"));
        (await town.FaultsAsync()).Count(f => f.Code == "row-missing").ShouldBe(gone);
        await insider.RestoreAsync("exchange_letters");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    private static Task<Order> OrderAsync(Town town, Guid id) => town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.Id == id, Cancel));
}
