using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Storage;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>Stages before the end: the receipt of materials in Shenzhen, every stage in Jiangxi and Chongqing.</summary>
public sealed class StageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-18e", "SZ-18f", "SZ-18g")]
    public async Task A_successful_receipt_at_a_Shenzhen_window_opens_a_rating_of_attitude_and_ability_and_nothing_else(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(AtTheWindow("R-1", ("received", "2020-11-02T09:30:00+08:00")));
        await town.SettleAsync();

        var link = await LinkAsync(town, "R-1", "received");
        var form = await town.Citizen.GetFromJsonAsync<JsonElement>($"/api/v1/tasks/{link}", Cancel);
        form.GetProperty("indicators").EnumerateArray().Select(i => i.GetString()).ShouldBe(["服务态度", "服务能力"]);
        form.GetProperty("tags").GetArrayLength().ShouldBe(0);
        (await town.Client.GetAsync("/api/v1/tasks?source=town&caseNumber=R-1&channel=window_device", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the whole service is not completed");

        var other = await RateAsync(town, link, 4, ("办事流程", 2));
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await town.Rate(link, 2, tags: ["2051"])).StatusCode.ShouldNotBe(HttpStatusCode.Created);
        (await RateAsync(town, link, 4, ("服务态度", 5), ("服务能力", 3))).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();
        var rated = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        rated.Task.Kind.ShouldBe(SubjectKind.ReceiptStage);
        rated.Indicators.ShouldBe(new Dictionary<string, Level> { ["服务态度"] = Level.VerySatisfied, ["服务能力"] = Level.BasicallySatisfied }, ignoreOrder: true);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-18e")]
    public async Task The_receipt_is_never_defaulted_and_stands_in_no_rate_of_satisfaction(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(AtTheWindow("R-1", ("received", "2020-11-02T09:30:00+08:00")));
        await town.ReportAsync(AtTheWindow("R-2", ("received", "2020-11-02T09:30:00+08:00")));
        await town.SettleAsync();
        (await town.Rate(await LinkAsync(town, "R-2", "received"), 1)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.ReportAsync(AtTheWindow("R-1", ("decided", "2020-11-02T09:50:00+08:00")));
        await town.SettleAsync();
        town.Clock.SetNow("2020-11-10T00:06:00");
        await town.SettleAsync();

        (await town.FactsAsync<EvaluationDefaulted>()).ShouldHaveSingleItem().Task.Kind.ShouldBe(SubjectKind.Service);
        (await town.FactsAsync<TaskExpired>()).ShouldHaveSingleItem().Task.Kind.ShouldBe(SubjectKind.ReceiptStage);
        (await RatedAsync(town)).ShouldBe([(Measure.Invited, 1L), (Measure.Default3, 1L), (Measure.DefaultPositive, 1L)], ignoreOrder: true);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-18i")]
    public async Task When_acceptance_fails_later_the_open_receipt_rating_closes(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(AtTheWindow("R-1", ("received", "2020-11-02T09:30:00+08:00")));
        await town.SettleAsync();
        var link = await LinkAsync(town, "R-1", "received");
        await town.ReportAsync(AtTheWindow("R-1", ("acceptanceRefused", "2020-11-02T09:55:00+08:00")));
        await town.SettleAsync();

        var late = await town.Rate(link, 1);
        late.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await late.CodeOf()).ShouldBe("task-withdrawn");
        (await town.Citizen.GetStringAsync("/e/" + link, Cancel)).ShouldContain("评价入口已关闭");
        town.Clock.Advance(TimeSpan.FromDays(30));
        await town.SettleAsync();
        (await town.FactsAsync<TaskWithdrawn>()).ShouldHaveSingleItem();
        (await town.FactsAsync<TaskExpired>()).ShouldBeEmpty();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_negative_receipt_and_a_later_negative_whole_are_one_open_order_with_the_earlier_limits(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(AtTheWindow("R-1", ("received", "2020-11-02T09:30:00+08:00")));
        await town.SettleAsync();
        (await town.Rate(await LinkAsync(town, "R-1", "received"), 2)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();
        var first = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));

        town.Clock.SetNow("2020-11-02T11:00:00");
        await town.ReportAsync(AtTheWindow("R-1", ("decided", "2020-11-02T10:50:00+08:00")));
        await town.SettleAsync();
        var rated = await town.Rate(await LinkAsync(town, "R-1"), 1);
        await town.SettleAsync();

        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        (order.Id, order.Due, order.Version).ShouldBe((first.Id, first.Due, first.Version + 1));
        (await town.FactsAsync<OrderJoined>()).ShouldHaveSingleItem().Level.ShouldBe(Level.VeryDissatisfied);
        (await town.LookAsync(db => db.OrderTrace.Where(t => t.Act == OrderAct.Joined).Select(t => t.Words).SingleAsync(Cancel))).ShouldBe(["总体评价", "非常不满意"]);
        var receipt = (await rated.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("receiptPath")!;
        (await town.Citizen.GetStringAsync(receipt, Cancel)).ShouldContain(order.Number, Case.Sensitive, "whoever joined sees the progress too");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-14d")]
    public async Task The_code_printed_on_a_receipt_leads_to_the_receipt_first_and_to_the_whole_once_it_is_completed(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(AtTheWindow("R-1", ("received", "2020-11-02T09:30:00+08:00")));
        await town.SettleAsync();
        var printed = await town.LinkOf("R-1", "receipt_dynamic_qr");
        (await town.Citizen.GetStringAsync("/e/" + printed, Cancel)).ShouldContain("收件环节");
        var proof = await town.ProveAsync(printed);
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{printed}/evaluation", new { level = 5, proof }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await (await town.Citizen.GetAsync("/e/" + printed, Cancel)).Content.ReadAsStringAsync(Cancel)).ShouldContain("尚未办结，办结后可评价");

        town.Clock.SetNow("2020-12-02T10:00:00");
        await town.ReportAsync(AtTheWindow("R-1", ("decided", "2020-12-02T09:50:00+08:00")));
        await town.SettleAsync();
        (await town.Citizen.GetStringAsync("/e/" + printed, Cancel)).ShouldContain("办结时间", Case.Sensitive, "printed a month ago, used now (C10)");
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{printed}/evaluation", new { level = 4, proof = await town.ProveAsync(printed) }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Select(e => e.Task.Kind).ShouldBe([SubjectKind.ReceiptStage, SubjectKind.Service], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-10b", "JX-10c", "JX-10d")]
    public async Task In_Jiangxi_every_stage_online_may_be_rated_beside_the_whole_and_none_is_asked_for_at_a_window(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(Staged("J-1", "online", "received", "accepted"));
        await town.ReportAsync(Staged("J-2", "window", "received", "accepted"));
        await town.SettleAsync();
        (await town.LookAsync(db => db.Tasks.Select(t => t.Kind).ToListAsync(Cancel))).ShouldBe([SubjectKind.ReceivedStage, SubjectKind.AcceptedStage], ignoreOrder: true);
        (await town.Rate(await LinkAsync(town, "J-1", "received", "website"), 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.Rate(await LinkAsync(town, "J-1", "accepted", "website"), 2)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(1, "a negative stage is put right at once (Q41)");

        await town.ReportAsync(Staged("J-1", "online", "received", "accepted", "decided"));
        await town.SettleAsync();
        var whole = await LinkAsync(town, "J-1", channel: "website");
        (await town.Rate(whole, 4)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.Rate(whole, 3)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "一事一评");
        await town.SettleAsync();
        (await RatedAsync(town)).ShouldBe([(Measure.Invited, 1L), (Measure.Active4, 1L), (Measure.ActivePositive, 1L)], ignoreOrder: true, "the whole, once");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.1.1e")]
    public async Task In_Chongqing_every_stage_may_be_rated_at_the_window_too_up_to_the_one_before_the_end(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T09:50", new Dictionary<string, string?> { ["Policy:Places:36"] = "CQ" });
        await town.PostAsync("/api/v1/cases", new
        {
            source = "town", caseNumber = "C-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "window", certificate = "paper",
            events = new[] { "received", "accepted", "decided" }.Select((kind, i) => new { kind, at = $"2026-11-18T09:{30 + i}:00+08:00" }),
        });
        await town.SettleAsync();
        foreach (var stage in new[] { "received", "accepted", "decided" })
        {
            (await town.Rate(await LinkAsync(town, "C-1", stage), 4)).StatusCode.ShouldBe(HttpStatusCode.Created, stage);
        }

        await town.PostAsync("/api/v1/cases", new
        {
            source = "town", caseNumber = "C-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "window", certificate = "paper",
            events = new[] { new { kind = "certificateSigned", at = "2026-11-18T09:45:00+08:00" } },
        });
        await town.SettleAsync();
        (await town.Rate(await LinkAsync(town, "C-1"), 4)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.LookAsync(db => db.Tasks.CountAsync(Cancel))).ShouldBe(4);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_department_system_sends_the_rating_of_a_stage_by_its_name(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(Staged("J-1", "online", "received", "accepted", "decided"));
        await town.SettleAsync();
        object One(string? stage, int level) => new { source = "town", caseNumber = "J-1", level, channel = "website", capturedAt = "2020-11-02T09:45:00+08:00", stage };
        var answer = await town.PostAsync("/api/v1/evaluations", new { evaluations = new[] { One("accepted", 3), One(null, 5), One("finished", 5) } });
        answer.GetProperty("results").EnumerateArray().Select(r => r.Text("outcome")).ShouldBe(["recorded", "recorded", "refused"]);
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Select(e => (e.Task.Kind, e.Level))
            .ShouldBe([(SubjectKind.AcceptedStage, Level.BasicallySatisfied), (SubjectKind.Service, Level.VerySatisfied)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("SZ", "SZ-CITY", "SZ-ITEM-1", 8)]
    [InlineData("JL", "JX-CITY", "JX-ITEM-1", 12)]
    [Requirement("SZ-09a", "SZ-09b", "SZ-11a", "SZ-11b", "JL-09a", "JL-09b", "JL-09c", "JL-11a", "JL-11b", "GEN-B07a")]
    public async Task Every_indicator_of_the_document_takes_five_levels_on_the_page_without_script_and_none_is_needed(string pack, string institution, string item, int indicators)
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00", new Dictionary<string, string?> { ["Policy:Places:36"] = pack == "SZ" ? "JX" : pack });
        var first = await town.LinkOf(await town.ACaseIsCompleted(institution, item), "window_device");
        var page = await town.Citizen.GetStringAsync("/e/" + first, Cancel);
        var names = (await town.Citizen.GetFromJsonAsync<JsonElement>($"/api/v1/tasks/{first}", Cancel)).GetProperty("indicators").EnumerateArray().Select(i => i.GetString()!).ToList();
        page.Split("name=\"Form.Indicators[").Length.ShouldBe(names.Count + 1);
        names.ShouldAllBe(name => page.Contains(name));
        page.ShouldNotContain("<details class=\"indicators\" open");

        for (var level = 1; level <= 5; level++)
        {
            var link = await town.LinkOf(await town.ACaseIsCompleted(institution, item), "window_device");
            var fields = names.Select((_, i) => KeyValuePair.Create($"Form.Indicators[{i}]", $"{level}")).Append(new("_handler", "rate")).Append(new("Form.Level", "4"));
            using var content = new FormUrlEncodedContent(fields);
            (await town.Citizen.PostAsync("/e/" + link, content, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        using var twoTaps = new FormUrlEncodedContent([new("_handler", "rate"), new("Form.Level", "4"), new("Form.Indicators[0]", "")]);
        (await town.Citizen.PostAsync("/e/" + first, twoTaps, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var facts = await town.FactsAsync<EvaluationSubmitted>();
        facts.Select(f => f.Indicators.Count).Order().ShouldBe([0, .. Enumerable.Repeat(names.Count, 5)]);
        facts.SelectMany(f => f.Indicators.Values).Distinct().Count().ShouldBe(5);
        names.Count.ShouldBe(indicators);
    }

    private static object AtTheWindow(string number, (string Kind, string At) only) => new
    {
        source = "town", caseNumber = number, item = "SZ-ITEM-1", receivingInstitution = "SZ-CITY", hall = "SZ-HALL", window = "B07", channel = "window",
        events = new[] { new { kind = only.Kind, at = only.At } },
        applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
    };

    private static object Staged(string number, string channel, params string[] events) => new
    {
        source = "town", caseNumber = number, item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel,
        events = events.Select((kind, i) => new { kind, at = $"2020-11-02T09:{30 + i}:00+08:00" }),
    };

    private static async Task<string> LinkAsync(Town town, string number, string? stage = null, string channel = "window_device") =>
        (await town.Client.GetFromJsonAsync<JsonElement>($"/api/v1/tasks?source=town&caseNumber={number}&channel={channel}&stage={stage}", Cancel)).Text("token")!;

    private static Task<HttpResponseMessage> RateAsync(Town town, string link, int level, params (string Name, int Level)[] indicators) =>
        town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", new { level, indicators = indicators.ToDictionary(i => i.Name, i => i.Level) }, Cancel);

    private static async Task<List<(Measure Measure, long Count)>> RatedAsync(Town town) =>
        [.. (await town.LookAsync(db => db.Cube.AsNoTracking().ToListAsync(Cancel))).Where(c => c.Measure < Measure.Orders).Select(c => (c.Measure, c.Count))];
}
