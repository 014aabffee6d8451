using System.Net;
using System.Net.Http.Json;
using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Ledger;
using Haochaping.Tests.Permissions;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Accountability;

/// <summary>问责预警, by the front door: what raises one, who sees it, who decides, and what becomes of a measure.</summary>
public sealed class AlertTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-24b")]
    public async Task What_is_found_true_again_and_again_is_looked_at_by_the_authority_and_never_by_the_unit(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T09:00");
        using var unit = await Official.SignInAsync(town, [Role.Handler], institutions: ["JX-CITY"]);
        using var authority = await Official.SignInAsync(town, [Role.Supervisor], regions: ["360100"]);
        using var own = await Official.SignInAsync(town, [Role.Supervisor], institutions: ["JX-CITY"], regions: ["360100"]);
        using var far = await Official.SignInAsync(town, [Role.Supervisor], regions: ["440300"]);
        await ANegative(town, unit, "A-1");
        await ANegative(town, unit, "A-2");
        await ANegative(town, unit, "A-3", verdict: "untrue");
        await ANegative(town, unit, "A-4", window: false); // the third of the item, at no window
        var item = (await AlertsAsync(town)).ShouldHaveSingleItem();
        (item.About.Subject, item.About.Key, item.About.Orders.Count).ShouldBe((AlertSubject.Item, "JX-ITEM-1", 3));
        await ANegative(town, unit, "A-5");
        (await AlertsAsync(town)).Select(a => a.About.Subject).ShouldBe([AlertSubject.Item, AlertSubject.Window, AlertSubject.Person], ignoreOrder: true);

        var page = $"/console/alerts/{item.Id}";
        (await unit.SendAsync("GET", page)).Status.ShouldBe(403);
        (await own.SendAsync("GET", page)).Status.ShouldBe(404);
        (await far.SendAsync("GET", page)).Status.ShouldBe(404);
        (await own.SendAsync("GET", "/console/alerts")).Body.ShouldContain("没有预警");
        (await authority.SendAsync("GET", "/console/alerts")).Body.ShouldContain("反复差评");
        (await authority.SendAsync("GET", "/console/desk")).Body.ShouldContain(page);

        (await authority.PostFormAsync(page, "decide", "version=0")).Status.ShouldBe(422);
        (await own.PostFormAsync(page, "decide", "version=0", "measure=talk", "due=2020-05-08", "reason=属实")).Status.ShouldBe(404);
        (await authority.PostFormAsync(page, "decide", "version=0", "measure=dismissal", "due=2020-05-08", "reason=属实")).Status.ShouldBe(422, "only what the place's document names");
        (await authority.PostFormAsync(page, "decide", "version=0", "measure=talk", "due=9999-12-31", "reason=属实")).Body.ShouldContain("措施的期限太远");
        (await authority.PostFormAsync(page, "decide", "version=0", "measure=talk", "due=2020-05-08", "reason=三件均属实")).Status.ShouldBe(302);
        (await authority.PostFormAsync(page, "decide", "version=0", "measure=none", "reason=再看")).Status.ShouldBe(409, "somebody was faster");
        (await authority.PostFormAsync(page, "finish", "version=1", "done=true", "outcome=已约谈并改进")).Status.ShouldBe(302);
        var done = (await AlertsAsync(town)).Single(a => a.Id == item.Id);
        (done.State, done.Measure, done.Due).ShouldBe((AlertState.Done, "talk", new DateOnly(2020, 5, 8)));
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
        (await FactsAsync(town)).ShouldNotContain("三件均属实");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GEN-C7.2")]
    public async Task A_measure_whose_day_is_over_raises_an_alert_again_once(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T09:00");
        using var unit = await Official.SignInAsync(town, [Role.Handler], institutions: ["JX-CITY"]);
        using var authority = await Official.SignInAsync(town, [Role.Supervisor], regions: ["360100"]);
        var number = await ANegative(town, unit, "B-1");
        (await authority.PostFormAsync("/console/alerts", "raise", "trigger=Obstruction", $"number={number}", "note=群众来访反映")).Status.ShouldBe(302);
        var alert = (await AlertsAsync(town)).Single();
        (await authority.PostFormAsync($"/console/alerts/{alert.Id}", "decide", "version=0", "measure=rectification", "leader=true", "due=2020-04-24", "reason=属实")).Status.ShouldBe(302);
        await town.SettleAsync();
        (await AlertsAsync(town)).Count.ShouldBe(1);

        town.Clock.SetNow("2020-04-25T00:10");
        await town.SettleAsync();
        await town.SettleAsync();
        var alerts = await AlertsAsync(town);
        (alerts.Single(a => a.Id == alert.Id).OverdueAt is not null, alerts.Single(a => a.Id == alert.Id).Leader).ShouldBe((true, true));
        (alerts.Count, alerts.Single(a => a.Id != alert.Id).About.Trigger).ShouldBe((2, AlertTrigger.FailedMeasure));
        (await town.FaultsAsync()).ShouldBeEmpty();

        await using var insider = await Insider.OfAsync(town, store);
        foreach (var (column, sql) in new[]
        {
            ("state", "state = 'Done'"), ("leader", "leader = NOT leader"), ("measure", "measure = 'talk'"), ("reason", "reason = reason || '。'"), ("note", "note = note || '。'"), ("unit", "unit = 'JX-POLICE'"),
            ("region", "region = '440300000000'"), ("authority", "authority = 'X'"),
        })
        {
            await insider.KeepAsync("accountability_alerts", () => insider.DoAsync($"UPDATE accountability_alerts SET {sql} WHERE measure IS NOT NULL"));
            (await town.FaultsAsync()).Select(f => (f.Table, f.Column)).ShouldBe([("accountability_alerts", column)]);
            await insider.RestoreAsync("accountability_alerts");
        }

        await insider.KeepAsync("accountability_alerts", () => insider.DoAsync("DELETE FROM accountability_alerts"));
        (await town.FaultsAsync()).Select(f => f.Code).ShouldBe(["row-missing", "row-missing"]);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-17d", "JL-24e")]
    public async Task A_rater_reports_retaliation_with_one_tap_and_the_unit_learns_nothing(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T09:00");
        using var unit = await Official.SignInAsync(town, [Role.Handler], institutions: ["JX-CITY"]);
        using var authority = await Official.SignInAsync(town, [Role.Supervisor], regions: ["360100"]);
        await ANegative(town, unit, "C-1", work: false);
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        var receipt = await ReceiptAsync(town, order.CaseId, order.About.TaskId);
        using var citizen = new Visit(town.Address.ToString());
        (await citizen.GoAsync(receipt)).Html.ShouldContain("我受到打击报复");
        var before = (await unit.SendAsync("GET", $"/api/v1/orders/{order.Id}")).Body;
        (string, string)[] tap = [("case", $"{order.CaseId}"), ("said", $"{order.About.TaskId}"), ("what", "retaliated"), ("text", "被要求撤回评价")];
        (await citizen.PostBareAsync("/r/AAAABBBBCCCC/retaliation", tap)).Status.ShouldBe(HttpStatusCode.NotFound);
        await citizen.PostBareAsync(receipt + "/retaliation", tap);
        await citizen.PostBareAsync(receipt + "/retaliation", tap);
        (await citizen.GoAsync(receipt)).Html.ShouldContain("您反映的情况已送主管部门");

        await town.SettleAsync();
        var alert = (await AlertsAsync(town)).ShouldHaveSingleItem();
        (alert.About.Trigger, alert.Unit).ShouldBe((AlertTrigger.Retaliation, "JX-CITY"));
        (await authority.SendAsync("GET", $"/console/alerts/{alert.Id}")).Body.ShouldContain("被要求撤回评价");
        (await unit.SendAsync("GET", "/console/alerts")).Status.ShouldBe(403);
        (await unit.SendAsync("GET", $"/api/v1/orders/{order.Id}")).Body.ShouldContain("\"version\":0", Case.Sensitive, before);
        foreach (var page in new[] { $"/console/orders/{order.Id}", "/console/orders", "/console/desk", $"/console/tasks/{order.CaseId}/{order.About.TaskId}", $"/console/cases/{order.CaseId}" })
        {
            (await unit.SendAsync("GET", page)).Body.ShouldNotContain("打击报复", Case.Sensitive, page);
        }

        using var both = await Official.SignInAsync(town, [Role.Supervisor], institutions: ["JX-CITY"], regions: ["*"]);
        (await both.SendAsync("GET", $"/console/alerts/{alert.Id}")).Status.ShouldBe(404, "who belongs to the unit sees nothing of it, however far they see otherwise");
        (await both.SendAsync("GET", "/console/alerts")).Body.ShouldNotContain(order.Number);
        await citizen.PostBareAsync(receipt + "/retaliation", [.. tap[..3], ("text", "今天又有人上门" + new string('长', 3000))]);
        citizen.Status.ShouldBe(HttpStatusCode.OK, citizen.Html);
        (await AlertsAsync(town)).Count.ShouldBe(2, "what is said in other words is told again");
        (await authority.SendAsync("GET", $"/console/alerts/{alert.Id}")).Body.ShouldNotContain("已作废");
        await town.LookAsync(db => db.Orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OrderState.Voided), Cancel));
        (await authority.SendAsync("GET", $"/console/alerts/{alert.Id}")).Body.ShouldContain("已作废", Case.Sensitive, "whoever decides sees that the order it rests on has fallen");
        (await citizen.GoAsync(receipt)).Html.ShouldContain("我受到打击报复", Case.Sensitive, "the rater may be pressed after it as well");
        await citizen.PostBareAsync(receipt + "/retaliation", [.. tap[..3], ("text", "作废以后又来了")]);
        (await AlertsAsync(town)).Count.ShouldBe(3);
        await town.LookAsync(db => db.Orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.State, order.State), Cancel));
        (await town.FaultsAsync()).ShouldBeEmpty();
        (await FactsAsync(town)).ShouldNotContain("被要求撤回评价");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-09e", "SZ-21i")]
    public async Task What_no_fact_shows_is_entered_by_the_authority_with_an_order_that_was_verified(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T09:00");
        using var unit = await Official.SignInAsync(town, [Role.Handler], institutions: ["JX-CITY"]);
        using var authority = await Official.SignInAsync(town, [Role.Supervisor], regions: ["360100"]);
        using var far = await Official.SignInAsync(town, [Role.Supervisor], regions: ["440300"]);
        var open = await ANegative(town, unit, "D-1", work: false);
        var verified = await ANegative(town, unit, "D-2");
        (await authority.PostFormAsync("/console/alerts", "raise", "trigger=Fraud", $"number={open}", "note=台账与录像不符")).Body.ShouldContain("还没有核实属实");
        (await authority.PostFormAsync("/console/alerts", "raise", "trigger=RepeatedNegative", $"number={verified}", "note=台账与录像不符")).Status.ShouldBe(422, "what facts show is not entered by hand");
        (await far.PostFormAsync("/console/alerts", "raise", "trigger=Fraud", $"number={verified}", "note=台账与录像不符")).Body.ShouldContain("没有找到这个工单");
        (await AlertsAsync(town)).ShouldBeEmpty();
        (await authority.PostFormAsync("/console/alerts", "raise", "trigger=IdentityLeak", $"number={open}", "note=查阅记录显示无办件理由")).Status.ShouldBe(302, "a leak needs no verdict on the rating");
        (await authority.PostFormAsync("/console/alerts", "raise", "trigger=Fraud", $"number={verified}", "note=台账与录像不符")).Status.ShouldBe(302);
        (await authority.PostFormAsync("/console/alerts", "raise", "trigger=Fraud", $"number={verified}", "note=台账与录像不符")).Status.ShouldBe(409);
        (await AlertsAsync(town)).Select(a => a.About.Orders.Single()).ShouldBe([open, verified], ignoreOrder: true);
    }

    /// <summary>A bad rating of JX-CITY and the order that follows, worked off the same day; returns the order's number.</summary>
    private static async Task<string> ANegative(Town town, Official unit, string number, string verdict = "true", bool window = true, bool work = true)
    {
        var at = window ? await town.AWindowCaseAsync(number, "JX-CITY", "JX-ITEM-1", "JX-HALL", "A12", "1024") : await town.ACaseIsCompleted("JX-CITY", "JX-ITEM-1");
        (await town.Rate(await town.LinkOf(at), 1, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.CaseNumber == at, Cancel));
        (string Verb, object Body)[] acts =
        [
            ("accept", new { officer = "1024" }), ("contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" }),
            ("verify", verdict == "true" ? new { verdict, triage = "complex", cause = "process", finding = "属实" } : new { verdict, finding = "与录像不符" }), ("report", new { result = "已处理", reply = "已处理。" }),
        ];
        foreach (var (verb, body) in work ? acts : [])
        {
            using var answer = await unit.Http.PostAsJsonAsync($"/api/v1/orders/{order.Id}/{verb}", body, Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue(verb + await answer.Content.ReadAsStringAsync(Cancel));
        }

        await town.SettleAsync();
        return order.Number;
    }

    private static Task<List<Alert>> AlertsAsync(Town town) => town.LookAsync(db => db.Alerts.AsNoTracking().ToListAsync(Cancel));

    private static async Task<string> ReceiptAsync(Town town, Guid caseId, Guid taskId)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Haochaping.Evaluations.Contracts.IEvaluations>().ReceiptPathAsync(caseId, taskId, Cancel))!;
    }

    private static async Task<string> FactsAsync(Town town) =>
        string.Join('\n', (await town.LookAsync(db => db.Journal.AsNoTracking().Select(e => e.Body).ToListAsync(Cancel))).Select(System.Text.Encoding.UTF8.GetString));
}
