using System.Net;
using Haochaping.Cases.Contracts;
using Haochaping.Cases.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>A rating that comes with a case (江西 第十四条, 深圳 第十三条) is recorded, or refused aloud; never kept in silence.</summary>
public sealed class BundledRatingTests
{
    private const string Morning = "2020-09-28T09:00:00+08:00";
    private const string Noon = "2020-09-28T12:00:00+08:00";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-13b")]
    public async Task It_is_the_answer_and_the_sender_reads_its_receipt(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var first = await town.ReportAsync(ACase("B-1", Morning, Rating(2, Noon, text: "等了很久")));
        first.Text("outcome").ShouldBe("created");
        first.GetProperty("rating").Text("state").ShouldBe("waiting");
        await town.SettleAsync();

        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.Level, fact.Channel, fact.CapturedAt, fact.Task.Place.CaseNumber, fact.Task.Place.Institution)
            .ShouldBe((Level.Dissatisfied, "kiosk", DateTimeOffset.Parse(Noon), "B-1", "JX-CITY"));
        (await town.LookAsync(db => db.Tasks.SingleAsync(Cancel))).State.ShouldBe(TaskState.Answered);

        var again = await town.ReportAsync(ACase("B-1", Morning, Rating(2, Noon, text: "等了很久")));
        again.Text("outcome").ShouldBe("unchanged");
        again.GetProperty("rating").Text("state").ShouldBe("recorded");
        var receipt = (await town.RatingOfAsync("B-1")).Text("receiptCode");
        receipt.ShouldBe(again.GetProperty("rating").Text("receiptCode"));
        (await town.Citizen.GetAsync("/r/" + receipt, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await town.SettleAsync();
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-14a", "SZ-04c", "JX-20h")]
    public async Task A_completed_case_without_one_is_taken_and_flagged(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var result = await town.ReportAsync(ACase("B-1", Morning));
        result.Text("outcome").ShouldBe("created");
        result.GetProperty("rating").Text("code").ShouldBe("rating-missing");
        (await town.ReportAsync(ACase("B-2", Morning, Rating(5, Noon)))).GetProperty("rating").Text("state").ShouldBe("waiting");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_the_rules_refuse_is_refused_at_the_door_and_nothing_is_half_taken(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var tooLong = await town.ReportAsync(ACase("B-1", Morning, Rating(2, Noon, text: new string('长', 501))));
        (tooLong.Text("outcome"), tooLong.Text("code")).ShouldBe(("refused", "rating-incomplete"));
        tooLong.GetProperty("complaints")[0].Text("field").ShouldBe("rating.text");
        var failed = await town.ReportAsync(new
        {
            source = "town", caseNumber = "B-2", item = "SZ-ITEM-1", receivingInstitution = "SZ-CITY", channel = "window",
            events = new[] { new { kind = "acceptanceRefused", at = Morning } }, rating = Rating(5, Noon),
        });
        (failed.Text("outcome"), failed.Text("code")).ShouldBe(("refused", "not-ratable"));

        await town.SettleAsync();
        (await town.LookAsync(db => db.Cases.CountAsync(Cancel))).ShouldBe(0);
        (await town.FactsAsync<CaseReported>()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task One_that_comes_before_completion_waits_and_is_recorded_with_it(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var early = await town.ReportAsync(ACase("B-1", null, Rating(5, Noon)));
        (early.Text("code"), early.GetProperty("rating").Text("code")).ShouldBe(("not-completed", "not-completed"));
        await town.SettleAsync();
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);

        await town.ReportAsync(ACase("B-1", Noon));
        await town.SettleAsync();
        (await town.RatingOfAsync("B-1")).Text("state").ShouldBe("recorded");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task One_in_a_later_report_is_recorded_as_well(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        await town.ReportAsync(ACase("B-1", Morning));
        await town.SettleAsync();
        (await town.ReportAsync(ACase("B-1", Morning, Rating(4, Noon)))).GetProperty("rating").Text("state").ShouldBe("waiting");
        await town.SettleAsync();
        (await town.RatingOfAsync("B-1")).Text("state").ShouldBe("recorded");
        (await town.LookAsync(db => db.Evaluations.SingleAsync(Cancel))).Level.ShouldBe(Level.Satisfied);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-19b", "GEN-B03b")]
    public async Task Where_another_channel_was_first_the_winner_stays_and_the_sender_is_told(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        await town.ReportAsync(ACase("B-1", Morning));
        await town.SettleAsync();
        (await town.Rate(await town.LinkOf("B-1"), 1)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await town.ReportAsync(ACase("B-1", Morning, Rating(5, Noon)));
        await town.SettleAsync();
        var told = (await town.ReportAsync(ACase("B-1", Morning, Rating(5, Noon)))).GetProperty("rating");
        (told.Text("state"), told.Text("code")).ShouldBe(("alreadyAnswered", "already-answered"));
        told.Text("receiptCode").ShouldNotBeNullOrEmpty();
        (await town.LookAsync(db => db.Evaluations.SingleAsync(Cancel))).Level.ShouldBe(Level.VeryDissatisfied);
        (await town.FactsAsync<CollectedRatingRefused>()).ShouldHaveSingleItem().Code.ShouldBe("already-answered");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Another_rating_over_the_same_channel_is_refused_and_over_another_ignored_aloud(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        await town.ReportAsync(ACase("B-1", Morning, Rating(5, Noon)));
        await town.SettleAsync();
        (await town.ReportAsync(ACase("B-1", Morning, Rating(1, Noon)))).Text("code").ShouldBe("rating-differs");
        (await town.ReportAsync(ACase("B-1", Morning, Rating(1, Noon, "website")))).GetProperty("rating").Text("state").ShouldBe("alreadyAnswered");
        await town.SettleAsync();
        (await town.LookAsync(db => db.Evaluations.SingleAsync(Cancel))).Level.ShouldBe(Level.VerySatisfied);
    }

    [Theory]
    [InlineData(TownStore.Sqlite, true)]
    [InlineData(TownStore.Sqlite, false)]
    [InlineData(TownStore.Postgres, true)]
    [InlineData(TownStore.Postgres, false)]
    [Requirement("JX-11e")]
    public async Task Of_a_case_whose_visit_is_rated_it_reaches_the_visit_whichever_is_reported_first(TownStore store, bool visitFirst)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        foreach (var visit in new[] { visitFirst, !visitFirst })
        {
            await (visit ? AVisitEnds(town) : town.ReportAsync(ACase("B-1", Morning, Rating(3, Noon), "window", "V-1")));
            await town.SettleAsync();
            if (!visit && !visitFirst)
            {
                (await town.RatingOfAsync("B-1")).Text("code").ShouldBe("visit-awaited");
            }
        }

        (await town.RatingOfAsync("B-1")).Text("state").ShouldBe("recorded");
        var task = await town.LookAsync(db => db.Tasks.SingleAsync(Cancel));
        (task.Kind, task.State, task.AnswerLevel, task.Cases).ShouldBe((SubjectKind.Visit, TaskState.Answered, (Level?)Level.BasicallySatisfied, 2));
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_can_only_be_judged_later_and_is_refused_then_leaves_a_fact_and_may_be_corrected(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        await AVisitEnds(town);
        await town.SettleAsync();
        town.Clock.SetNow("2020-10-14T10:00:00");
        await town.SettleAsync(); // the visit's window ended on 12 October
        (await town.ReportAsync(ACase("B-1", Morning, Rating(1, "2020-10-14T09:00:00+08:00"), "window", "V-1"))).Text("outcome").ShouldBe("created");
        await town.SettleAsync();

        (await town.FactsAsync<CollectedRatingRefused>()).ShouldHaveSingleItem().Code.ShouldBe("window-closed");
        var told = (await town.ReportAsync(ACase("B-1", Morning, Rating(1, "2020-10-14T09:00:00+08:00"), "window", "V-1"))).GetProperty("rating");
        (told.Text("state"), told.Text("code")).ShouldBe(("refused", "window-closed"));

        (await town.ReportAsync(ACase("B-1", Morning, Rating(1, Noon), "window", "V-1"))).GetProperty("rating").Text("state").ShouldBe("waiting");
        await town.SettleAsync();
        (await town.RatingOfAsync("B-1")).Text("state").ShouldBe("recorded", "captured in time, delivered late: the person's word stands");
    }

    private static Task<System.Text.Json.JsonElement> AVisitEnds(Town town) => town.PostAsync("/api/v1/visits", new
    {
        source = "town", visitNumber = "V-1", institution = "JX-CITY", hall = "JX-HALL", window = "A12", endedAt = Noon, cases = new[] { "B-1", "B-2" },
    });
}
