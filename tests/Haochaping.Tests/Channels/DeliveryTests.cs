using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>离线评价: signed, numbered, delivered exactly once — on both stores.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_whole_day_without_the_network_arrives_once_each_with_its_own_time(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T08:30");
        using var tablet = await Tablet.AtAsync(town);
        var day = new List<DeviceRating>();
        for (var i = 1; i <= 120; i++)
        {
            town.Clock.Advance(TimeSpan.FromMinutes(4));
            day.Add(tablet.Rate(null, 5 - (i % 5), $"D-{i:D3}", i % 5 == 4 ? "等了很久\n两小时" : null));
        }

        // The cases come as late as the ratings: some before, some after them.
        for (var i = 1; i <= 60; i++)
        {
            await town.ReportAsync(Case(i));
        }

        await town.SettleAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(20));
        var first = (await tablet.DeliverAsync([.. day.Take(100)])).EnumerateArray().Select(r => r.Text("state")).ToList();
        first.Count(s => s == "adopted").ShouldBe(60);
        first.Count(s => s == "waiting").ShouldBe(40);
        await tablet.DeliverAsync([.. day.Skip(100)]);
        await tablet.DeliverAsync([.. day.Take(100)]); // the answer was lost
        for (var i = 61; i <= 120; i++)
        {
            await town.ReportAsync(Case(i));
        }

        await town.SettleAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(11));
        await town.SettleAsync();
        (await town.LookAsync(db => db.DeviceRatings.CountAsync(r => r.State == DeviceRatingState.Adopted, Cancel))).ShouldBe(120);
        var stored = await town.LookAsync(db => db.Evaluations.AsNoTracking().ToListAsync(Cancel));
        stored.Count.ShouldBe(120);
        stored.Select(e => e.CapturedAt).Distinct().Count().ShouldBe(120, "each keeps the moment it was given");
        stored.ShouldAllBe(e => e.ReceivedAt > e.CapturedAt && e.RealName && e.Channel == "window_device");
        var row = await tablet.RowAsync();
        (row.Counter, row.Missing.Count, row.Reused).ShouldBe((120L, 0, 0));
        (await town.FaultsAsync()).ShouldBeEmpty();

        object Case(int i) => new
        {
            source = "town", caseNumber = $"D-{i:D3}", institution = "JX-CITY", receivingInstitution = "JX-CITY", item = "JX-ITEM-1", channel = "window", hall = "JX-HALL", window = "A12", staff = "1024",
            events = new[] { new { kind = "decided", at = "2026-11-18T08:31:00+08:00" } },
            applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = $"00000019000101{i:D4}", phone = $"1000000{i:D4}" },
        };
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_repeat_gets_the_first_receipt_and_the_shared_secret_signs_as_well(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town, hmac: true);
        var rating = tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-1")), 4, text: "窗口指引清楚");
        var first = (await tablet.DeliverAsync(rating))[0];
        var again = (await tablet.DeliverAsync(rating))[0];
        again.GetRawText().ShouldBe(first.GetRawText());
        first.Text("receiptPath")!.ShouldStartWith("/r/");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Count.ShouldBe(1);
        (await town.LookAsync(db => db.DeviceRatings.AsNoTracking().SingleAsync(Cancel))).Content.ShouldBeNull("what was said stands in Evaluations alone");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Eight_deliveries_of_the_same_ratings_at_once_leave_each_once(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var ratings = new List<DeviceRating>();
        for (var i = 1; i <= 5; i++)
        {
            ratings.Add(tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync($"W-{i}")), i));
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tablet.DeliverAsync([.. ratings])));
        answers.Select(a => string.Join('|', a.EnumerateArray().Select(r => r.Text("receiptPath")))).Distinct().ShouldHaveSingleItem();
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Count.ShouldBe(5);
        (await tablet.RowAsync()).Reused.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_forged_or_changed_rating_is_not_taken_and_the_console_says_so(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        using var other = await Tablet.AtAsync(town, "SZ-HALL", "B07");
        var rating = tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-1")), 1);
        var results = await tablet.DeliverAsync(rating with { Level = 5 }, rating with { Signature = null }, rating with { Signature = other.Sign(rating).Signature }, rating);
        results.EnumerateArray().Take(3).ShouldAllBe(r => r.Text("code") == "signature-wrong");
        results[3].Text("state").ShouldBe("adopted", "a forgery does not use the number up");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem().Level.ShouldBe(Level.VeryDissatisfied);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await chief.GoAsync("/console/devices?unit=JX-HALL")).Html.ShouldContain("签名不符 3 次");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_missing_number_is_a_fact_and_one_that_comes_later_fills_the_gap(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var ratings = new List<DeviceRating>();
        for (var i = 1; i <= 4; i++)
        {
            ratings.Add(tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync($"W-{i}")), 5));
        }

        await tablet.DeliverAsync(ratings[0], ratings[3]);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await chief.GoAsync("/console/devices")).Html.ShouldContain("缺 2–3");
        var fact = (await town.FactsAsync<DeviceCounterMissing>()).ShouldHaveSingleItem();
        (fact.From, fact.To).ShouldBe((2L, 3L));
        await tablet.DeliverAsync(ratings[2]);
        (await tablet.RowAsync()).Missing.ShouldHaveSingleItem().ShouldBe(new CounterGap(2, 2));
        (await tablet.RowAsync()).Reused.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_tablet_that_was_set_back_is_noticed_told_to_go_on_and_its_rating_counts(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        for (var i = 1; i <= 3; i++)
        {
            await tablet.DeliverAsync(tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync($"W-{i}")), 5));
        }

        tablet.Counter = 1; // restored from an old image
        (await tablet.DeliverAsync(tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-9")), 2)))[0].Text("state").ShouldBe("adopted");
        var fact = (await town.FactsAsync<DeviceCounterReused>()).ShouldHaveSingleItem();
        (fact.Counter, fact.Highest).ShouldBe((2L, 3L));
        (await tablet.ContactAsync()).GetProperty("counter").GetInt64().ShouldBe(3);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await chief.GoAsync("/console/devices")).Html.ShouldContain("序号重复 1 次");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_clock_years_off_is_set_right_by_the_servers_and_an_impossible_time_is_kept_and_listed(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var given = town.Clock.GetUtcNow();
        var off = TimeSpan.FromDays(-365 * 6);
        var wrong = tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-1")), 4, at: given.AddMinutes(1) + off, clock: "device");
        var mended = tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-2")), 4, at: given.AddMinutes(1) + off, clock: "device");
        var ahead = tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-3")), 4, at: given.AddDays(3));
        town.Clock.Advance(TimeSpan.FromMinutes(30));
        (await tablet.DeliverAsync(town.Clock.GetUtcNow() + off, wrong))[0].Text("state").ShouldBe("adopted");
        (await town.LookAsync(db => db.Evaluations.AsNoTracking().SingleAsync(Cancel))).CapturedAt!.Value.ShouldBe(given.AddMinutes(1), TimeSpan.FromSeconds(1));

        var results = await tablet.DeliverAsync(mended, ahead); // the clock was put right before the delivery
        results.EnumerateArray().ShouldAllBe(r => r.Text("state") == "notAdopted" && r.Text("code") == "capture-time-impossible");
        (await town.LookAsync(db => db.DeviceRatings.AsNoTracking().Where(r => r.State == DeviceRatingState.NotAdopted).ToListAsync(Cancel))).ShouldAllBe(r => r.Content!.Level == 4);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await chief.GoAsync("/console/devices/ratings");
        chief.Html.ShouldContain("<span class=\"sub\">capture-time-impossible</span>");
        chief.Html.ShouldContain("W-2");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-16a")]
    public async Task Where_real_names_are_mandatory_the_device_of_the_window_proves_and_a_number_typed_elsewhere_does_not(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town, "SZ-HALL", "B07");
        await town.AWindowCaseAsync("S-1", "SZ-CITY", "SZ-ITEM-1", "SZ-HALL", "B07", "2048");
        (await tablet.DeliverAsync(tablet.Rate(await town.PromptAsync("S-1"), 5)))[0].Text("state").ShouldBe("adopted");
        await town.ReportAsync(new
        {
            source = "town", caseNumber = "S-2", institution = "SZ-CITY", receivingInstitution = "SZ-CITY", item = "SZ-ITEM-1", channel = "online",
            events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } },
            applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
        });
        await town.SettleAsync();
        var typed = (await tablet.DeliverAsync(tablet.Rate(null, 5, "S-2")))[0];
        (typed.Text("state"), typed.Text("code")).ShouldBe(("notAdopted", "proof-needed"));
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_the_desk_refuses_is_listed_with_its_reason(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var prompt = await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        (await tablet.DeliverAsync(tablet.Rate(prompt, 9)))[0].Text("code").ShouldBe("invalid-rating");
        await town.Rate(await town.LinkOf("W-1"), 3);
        (await tablet.DeliverAsync(tablet.Rate(prompt, 5)))[0].Text("state").ShouldBe("alreadyAnswered");
        var lost = tablet.Rate(null, 5, "NOWHERE");
        (await tablet.DeliverAsync(lost))[0].Text("state").ShouldBe("waiting");
        town.Clock.Advance(TimeSpan.FromDays(8));
        await town.SettleAsync();
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await chief.GoAsync("/console/devices/ratings");
        chief.Html.ShouldContain("<span class=\"sub\">task-not-found</span>");
        chief.Html.ShouldContain("<span class=\"sub\">invalid-rating</span>");
        (await town.FactsAsync<DeviceRatingNotAdopted>()).Select(f => f.Code).Order().ShouldBe(["invalid-rating", "task-not-found"]);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_not_counted_is_found_by_place_device_and_reason_and_nobody_reads_what_was_said(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var here = await Tablet.AtAsync(town);
        using var there = await Tablet.AtAsync(town, "SZ-HALL", "B07");
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await chief.GoAsync("/console/devices/ratings")).Html.ShouldContain("评价器送达的评价都已计入。");
        await here.DeliverAsync(here.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-1")), 1, text: "说给别人听的话", at: town.Clock.GetUtcNow().AddDays(3)));
        await here.DeliverAsync(here.Rate(null, 5, "NOWHERE"));
        await there.DeliverAsync(there.Rate(null, 5, "W-9", at: town.Clock.GetUtcNow().AddDays(3)));

        (await chief.GoAsync("/console/devices/ratings?unit=JX-HALL")).Html.ShouldContain("<span class=\"sub\">capture-time-impossible</span>");
        chief.Html.ShouldContain("<span>等待处理<span");
        chief.Html.ShouldNotContain("W-9");
        chief.Html.ShouldNotContain("说给别人听的话");
        (await chief.GoAsync("/console/devices/ratings?q=B07")).Html.ShouldContain("W-9");
        chief.Html.ShouldNotContain("NOWHERE");
        await chief.GoAsync("/console/devices/ratings?reason=capture-time-impossible");
        (chief.Html.Contains("W-1", StringComparison.Ordinal), chief.Html.Contains("W-9", StringComparison.Ordinal), chief.Html.Contains("NOWHERE", StringComparison.Ordinal)).ShouldBe((true, true, false));
        (await chief.GoAsync("/console/devices/ratings?q=C99")).Html.ShouldContain("没有符合筛选条件的评价。");
        using var unit = await Desk.OfAsync(town, Role.Handler, ["SZ-CITY"], []);
        (await unit.GoAsync("/console/devices/ratings")).Html.ShouldContain("W-9");
        unit.Html.ShouldNotContain("NOWHERE");
        (await unit.GoAsync("/console/devices")).Html.ShouldContain("/console/devices/ratings");
    }
}
