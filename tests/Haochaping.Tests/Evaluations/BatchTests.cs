using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Cases.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>批量业务 as scenario S10 tells it: several cases of one item in one window session, one rating.</summary>
public sealed class BatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-20a", "SZ-20b", "SZ-20c")]
    public async Task S10_three_cases_of_one_session_are_rated_once_when_the_last_is_completed(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2", "B-3");
        town.Clock.SetNow("2020-11-05T15:00:00");
        (await EndAsync(town, "B-1", "decided", "2020-11-05T10:00:00+08:00")).Text("code").ShouldBe("batch-awaited");
        await EndAsync(town, "B-2", "decided", "2020-11-05T11:00:00+08:00");
        using var unit = await Desk.OfAsync(town, Role.Handler, ["SZ-CITY"], []);
        (await unit.GoAsync("/console/cases/" + CaseKeys.Case("town", "B-1"))).Html.ShouldContain("本批办件全部办结后评价一次");
        (await town.Client.GetAsync(TaskOf("B-1"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "no entry before the last one");

        town.Clock.SetNow("2020-11-09T15:00:00");
        (await EndAsync(town, "B-3", "decided", "2020-11-09T10:00:00+08:00")).Text("code").ShouldBe("batch-completed");
        var task = await town.LookAsync(db => db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == SubjectKind.Batch, Cancel));
        (task.Cases, task.ClosesAt).ShouldBe((3, DateTimeOffset.Parse("2020-11-17T00:00:00+08:00")));

        town.Clock.SetNow("2020-11-10T09:00:00");
        var link = await LinkAsync(town, "B-2");
        (await town.Citizen.GetStringAsync("/e/" + link, Cancel)).ShouldContain("编号 S-1，共 3 件，评价一次适用于全部");
        (await town.Rate(link, 2)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.Rate(await LinkAsync(town, "B-3"), 5)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "one rating for all");
        foreach (var number in new[] { "B-1", "B-3", "S-1" })
        {
            (await town.Client.GetFromJsonAsync<JsonElement>(TaskOf(number), Cancel)).Text("state").ShouldBe("answered", number);
        }

        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        (order.About.Cases, order.Due).ShouldBe((3, DateTimeOffset.Parse("2020-11-25T00:00:00+08:00")));
        (await town.LookAsync(db => db.TaskLinks.CountAsync(l => l.TaskId == task.TaskId, Cancel))).ShouldBe(3);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1, "one act of rating");
        (await town.LookAsync(db => db.Cube.SingleAsync(c => c.Measure == Measure.Active2, Cancel))).Count.ShouldBe(3, "the grade holds for every case");
        (await town.LookAsync(db => db.Cube.SingleAsync(c => c.Measure == Measure.Orders, Cancel))).Count.ShouldBe(1);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TownStore.Sqlite, 1)]
    [InlineData(TownStore.Postgres, 1)]
    [InlineData(TownStore.Sqlite, 2)]
    [InlineData(TownStore.Postgres, 2)]
    public async Task S10_what_failed_leaves_the_batch_and_one_that_is_left_is_a_case_of_its_own(TownStore store, int failing)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2", "B-3");
        await EndAsync(town, "B-3", "decided", "2020-11-02T09:50:00+08:00");
        for (var i = 1; i <= failing; i++)
        {
            await EndAsync(town, $"B-{i}", "acceptanceRefused", "2020-11-02T09:55:00+08:00");
        }

        if (failing == 1)
        {
            await EndAsync(town, "B-2", "decided", "2020-11-02T09:58:00+08:00");
        }

        var whole = (await town.FactsAsync<InvitationIssued>()).Where(i => !i.Task.Kind.IsStage).ShouldHaveSingleItem();
        (whole.Task.Kind, whole.Task.Cases).ShouldBe(failing == 1 ? (SubjectKind.Batch, 2) : (SubjectKind.Service, 1));
        (await town.Rate(await LinkAsync(town, "B-3"), 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.Client.GetAsync(TaskOf("B-1"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-20b")]
    public async Task One_receipt_rating_stands_for_the_whole_batch_and_its_order_takes_the_later_one(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2");
        var receipt = await town.LookAsync(db => db.Tasks.AsNoTracking().SingleAsync(Cancel));
        (receipt.Kind, receipt.Cases).ShouldBe((SubjectKind.ReceiptStage, 2));
        (await town.Rate(await LinkAsync(town, "B-1", "received"), 1)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await EndAsync(town, "B-1", "decided", "2020-11-02T09:55:00+08:00");
        await EndAsync(town, "B-2", "decided", "2020-11-02T09:56:00+08:00");
        var printed = await town.LinkOf("B-2", "receipt_dynamic_qr");
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{printed}/evaluation", new { level = 2, proof = await town.ProveAsync(printed) }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(1);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task When_acceptance_fails_the_receipt_of_the_batch_closes_and_whoever_is_left_has_one_of_their_own(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2");
        await EndAsync(town, "B-1", "acceptanceRefused", "2020-11-02T09:55:00+08:00");
        (await town.FactsAsync<TaskWithdrawn>()).ShouldHaveSingleItem().Task.Cases.ShouldBe(2);
        (await town.LookAsync(db => db.Tasks.SingleAsync(t => t.State == TaskState.Open, Cancel))).CaseId.ShouldBe(CaseKeys.Case("town", "B-2"));
        await EndAsync(town, "B-2", "acceptanceRefused", "2020-11-02T09:56:00+08:00");
        (await town.LookAsync(db => db.Tasks.CountAsync(t => t.State == TaskState.Withdrawn, Cancel))).ShouldBe(2);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_receipt_that_was_rated_with_the_batch_is_not_asked_for_again(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2");
        (await town.Rate(await LinkAsync(town, "B-1", "received"), 4)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await EndAsync(town, "B-1", "acceptanceRefused", "2020-11-02T09:55:00+08:00");
        (await town.LookAsync(db => db.Tasks.SingleAsync(Cancel))).State.ShouldBe(TaskState.Answered);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_stuck_case_is_released_by_hand_once_on_record_and_is_rated_by_itself(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2", "B-3");
        await EndAsync(town, "B-1", "decided", "2020-11-02T09:50:00+08:00");
        await EndAsync(town, "B-2", "decided", "2020-11-02T09:51:00+08:00");
        (await ReleaseAsync(town, "B-1")).ShouldBe((HttpStatusCode.Conflict, "group-member-completed"));
        (await ReleaseAsync(town, "B-9")).ShouldBe((HttpStatusCode.NotFound, "group-member-unknown"));
        (await ReleaseAsync(town, "B-3", batch: "S-9")).ShouldBe((HttpStatusCode.NotFound, "group-unknown"));
        (await ReleaseAsync(town, "B-3", reason: "failed")).ShouldBe((HttpStatusCode.BadRequest, "invalid-release"));
        (await ReleaseAsync(town, "B-3")).ShouldBe((HttpStatusCode.OK, "released"));
        (await ReleaseAsync(town, "B-3")).ShouldBe((HttpStatusCode.OK, "unchanged"));
        await town.SettleAsync();

        var left = (await town.FactsAsync<GroupLeft>()).ShouldHaveSingleItem();
        (left.Case, left.Reason).ShouldBe((CaseKeys.Case("town", "B-3"), LeavingReason.Stuck));
        (await town.FactsAsync<BatchCompleted>()).ShouldHaveSingleItem().Cases.ShouldBe([CaseKeys.Case("town", "B-1"), CaseKeys.Case("town", "B-2")]);
        (await town.ReportAsync(Filed("B-3", 3, "decided", "2020-11-02T09:58:00+08:00"))).Text("code").ShouldBe("completed", "it may go on naming the batch");
        await town.SettleAsync();
        (await town.FactsAsync<InvitationIssued>()).Select(i => (i.Task.Kind, i.Task.Cases))
            .ShouldBe([(SubjectKind.ReceiptStage, 3), (SubjectKind.Batch, 2), (SubjectKind.Service, 1)], ignoreOrder: true);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_case_that_never_came_is_released_too_and_the_one_left_is_rated_by_itself(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(Filed("B-1", 2, "received", "2020-11-02T09:30:00+08:00"));
        await EndAsync(town, "B-1", "decided", "2020-11-02T09:50:00+08:00");
        (await town.LookAsync(db => db.Tasks.CountAsync(Cancel))).ShouldBe(0);
        (await ReleaseAsync(town, "B-2", reason: "withdrawn")).ShouldBe((HttpStatusCode.OK, "released"));
        await town.SettleAsync();
        (await town.FactsAsync<GroupDissolved>()).ShouldHaveSingleItem().Cases.ShouldBe([CaseKeys.Case("town", "B-1")]);
        (await town.FactsAsync<InvitationIssued>()).Select(i => i.Task.Kind).ShouldBe([SubjectKind.ReceiptStage, SubjectKind.Service], ignoreOrder: true);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Cases_that_end_in_the_same_moment_complete_the_batch_once(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        string[] numbers = ["B-1", "B-2", "B-3", "B-4", "B-5"];
        var filed = await Task.WhenAll(numbers.Select(n => town.ReportAsync(Filed(n, 5, "received", "2020-11-02T09:30:00+08:00"))));
        filed.Select(f => f.Text("outcome")).ShouldAllBe(outcome => outcome == "created");
        var ended = await Task.WhenAll(numbers.Select(n => town.ReportAsync(Filed(n, null, "decided", "2020-11-02T09:50:00+08:00"))));
        ended.Count(e => e.Text("code") == "batch-completed").ShouldBe(1);
        await town.SettleAsync();
        (await town.FactsAsync<BatchCompleted>()).ShouldHaveSingleItem().Cases.Count.ShouldBe(5);
        (await town.FactsAsync<InvitationIssued>()).Where(i => i.Task.Kind == SubjectKind.Batch).ShouldHaveSingleItem();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Sent_again_or_out_of_order_a_batch_is_the_same_batch(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        (await town.ReportAsync(Filed("B-2", 2, "decided", "2020-11-02T09:50:00+08:00"))).Text("code").ShouldBe("batch-awaited", "decided before the other was told of");
        var again = await town.ReportAsync(Filed("B-2", 2, "decided", "2020-11-02T09:50:00+08:00"));
        (again.Text("outcome"), again.Text("code")).ShouldBe(("unchanged", "batch-awaited"));
        await town.ReportAsync(Filed("B-1", 2, "decided", "2020-11-02T09:40:00+08:00"));
        (await town.ReportAsync(Filed("B-1", null, "received", "2020-11-02T09:30:00+08:00"))).Text("code").ShouldBe("batch-completed");
        await town.SettleAsync();
        (await town.FactsAsync<BatchCompleted>()).ShouldHaveSingleItem().CompletedAt.ShouldBe(DateTimeOffset.Parse("2020-11-02T09:50:00+08:00"));
        (await town.LookAsync(db => db.Tasks.CountAsync(Cancel))).ShouldBe(1);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("online", "SZ-ITEM-1", "SZ-CITY", 2, null, "batch-window-only")]
    [InlineData("window", "JX-ITEM-1", "JX-CITY", 2, null, "batch-unknown-here")]
    [InlineData("window", "SZ-ITEM-1", "SZ-CITY", 1, null, "batch-too-small")]
    [InlineData("window", "SZ-ITEM-1", "SZ-CITY", 0, null, "invalid-case")]
    [InlineData("window", "SZ-ITEM-1", "SZ-CITY", null, null, "invalid-case")]
    [InlineData("window", "SZ-ITEM-1", "SZ-CITY", 2, 5, "batch-rated-once")]
    [Requirement("SZ-20a")]
    public async Task A_batch_that_cannot_be_one_is_refused_aloud(string channel, string item, string institution, int? size, int? level, string code)
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        var answer = await town.ReportAsync(new
        {
            source = "town", caseNumber = "X-1", item, receivingInstitution = institution, channel, batch = new { number = "S-1", size },
            events = new[] { new { kind = "decided", at = "2020-11-02T09:30:00+08:00" } },
            rating = level is null ? null : new { level, channel = "window_device", capturedAt = "2020-11-02T09:40:00+08:00" },
        });
        (answer.Text("outcome"), answer.Text("code")).ShouldBe(("refused", code));
        (await town.LookAsync(db => db.Groups.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    [Requirement("SZ-20a")]
    public async Task A_batch_is_of_one_item_one_session_one_applicant_and_as_many_cases_as_were_filed()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        await town.ReportAsync(Filed("B-1", 2, "received", "2020-11-02T09:30:00+08:00"));
        const string at = "2020-11-02T09:31:00+08:00";
        (await town.ReportAsync(Filed("B-2", 2, "received", at, item: "JX-ITEM-1"))).Text("code").ShouldBe("batch-one-item");
        (await town.ReportAsync(Filed("B-2", 2, "received", at, window: "B08"))).Text("code").ShouldBe("batch-one-session");
        (await town.ReportAsync(Filed("B-2", 2, "received", at, certificate: "000000190001010002"))).Text("code").ShouldBe("batch-one-applicant");
        (await town.ReportAsync(Filed("B-2", 3, "received", at))).Text("code").ShouldBe("batch-differs");
        await town.ReportAsync(Filed("B-2", 2, "received", at));
        (await town.ReportAsync(Filed("B-3", 2, "received", at))).Text("code").ShouldBe("batch-full");
        (await town.ReportAsync(Filed("B-2", 3, "decided", at))).Text("code").ShouldBe("batch-differs");
        (await town.ReportAsync(Filed("B-2", 2, "decided", at, batch: "S-2"))).Text("code").ShouldBe("batch-changed");
        await town.ReportAsync(Filed("B-4", null, "received", at));
        (await town.ReportAsync(Filed("B-4", 2, "decided", at, batch: "S-3"))).Text("code").ShouldBe("batch-late");
        (await town.LookAsync(db => db.Groups.CountAsync(Cancel))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_batch_nobody_rates_is_defaulted_once_for_every_case(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ReceiveAsync(town, "B-1", "B-2");
        await EndAsync(town, "B-1", "decided", "2020-11-02T09:55:00+08:00");
        await EndAsync(town, "B-2", "decided", "2020-11-02T09:56:00+08:00");
        town.Clock.SetNow("2020-11-10T00:06:00");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldHaveSingleItem().Task.Cases.ShouldBe(2);
        (await town.LookAsync(db => db.Cube.SingleAsync(c => c.Measure == Measure.Default3, Cancel))).Count.ShouldBe(2);
    }

    private static async Task ReceiveAsync(Town town, params string[] numbers)
    {
        foreach (var number in numbers)
        {
            (await town.ReportAsync(Filed(number, numbers.Length, "received", "2020-11-02T09:30:00+08:00"))).Text("outcome").ShouldBe("created");
        }

        await town.SettleAsync();
    }

    private static async Task<JsonElement> EndAsync(Town town, string number, string kind, string at)
    {
        var answer = await town.ReportAsync(Filed(number, null, kind, at));
        await town.SettleAsync();
        return answer;
    }

    private static async Task<(HttpStatusCode, string?)> ReleaseAsync(Town town, string number, string batch = "S-1", string reason = "stuck")
    {
        var answer = await town.Client.PostAsJsonAsync("/api/v1/cases/release", new { source = "town", batch, caseNumber = number, reason }, Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return (answer.StatusCode, body.Text(answer.IsSuccessStatusCode ? "outcome" : "code"));
    }

    private static object Filed(
        string number, int? size, string kind, string at, string batch = "S-1", string item = "SZ-ITEM-1", string window = "B07", string certificate = "000000190001010001") => new
    {
        source = "town", caseNumber = number, item, receivingInstitution = "SZ-CITY", hall = "SZ-HALL", window, channel = "window",
        batch = size is null ? null : new { number = batch, size },
        events = new[] { new { kind, at } },
        applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = certificate, phone = "10000000034" },
    };

    private static string TaskOf(string number, string? stage = null) => $"/api/v1/tasks?source=town&caseNumber={number}&channel=window_device&stage={stage}";

    private static async Task<string> LinkAsync(Town town, string number, string? stage = null) =>
        (await town.Client.GetFromJsonAsync<JsonElement>(TaskOf(number, stage), Cancel)).Text("token")!;
}
