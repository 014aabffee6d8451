using System.Net;
using System.Net.Http.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>Who may rate, when and how openly: after leaving, unpublished, for a company, turned away.</summary>
public sealed class RaterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_somebody_else_typed_for_the_rater_is_marked_so(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        await citizen.FillAsync("rate", ("Form.Level", "4"), ("Form.Assisted", "true"));
        citizen.Path.ShouldStartWith("/r/", Case.Sensitive, citizen.Html);
        var alone = await town.LinkOf(await town.ACaseIsCompleted());
        (await town.Rate(alone, 5)).EnsureSuccessStatusCode();
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Select(f => ((int)f.Level, f.Assisted)).ShouldBe([(4, true), (5, null)], ignoreOrder: true);
        var helped = (await town.FactsAsync<EvaluationSubmitted>()).Single(f => f.Assisted == true);
        using var desk = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        (await desk.GoAsync($"/console/tasks/{helped.CaseId}/{helped.Task.TaskId}")).Html.ShouldContain("由他人协助填写");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TownStore.Sqlite, "JX")]
    [InlineData(TownStore.Postgres, "JX")]
    [InlineData(TownStore.Sqlite, "JL")]
    [InlineData(TownStore.Postgres, "JL")]
    [Requirement("JX-11d", "JX-11e", "JL-13a", "JL-13e", "JL-18c", "JL-18d")]
    public async Task Whoever_did_not_rate_on_site_does_so_later_by_another_way_in_the_same_window_and_once(TownStore store, string pack)
    {
        await using var town = await OpenAsync(store, pack);
        await town.ReportAsync(ACase("V-1", "2020-11-02T09:30:00+08:00", channel: "window", visit: "V"));
        await town.ReportAsync(ACase("V-2", "2020-11-02T09:40:00+08:00", channel: "window", visit: "V"));
        await VisitAsync(town, "V", "V-1", "V-2");
        await VisitAsync(town, "W", "V-9");
        town.Clock.SetNow("2020-11-05T20:00:00");
        var site = await town.LinkOf("V-1", "website");
        (await town.Rate(site, 4)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.Rate(site, 2)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "one rating for one visit");
        (await town.Rate(await town.LinkOf("V-2", "sms"), 1)).StatusCode.ShouldBe(HttpStatusCode.OK, "the other case of the visit: the first answer's receipt");
        town.Clock.SetNow("2020-11-12T00:00:00");
        (await town.Rate(await town.LinkOf("W", "website"), 4)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem().Task.Cases.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-06e")]
    public async Task In_Jiangxi_a_rating_may_stay_unpublished_and_elsewhere_the_form_has_no_such_choice(TownStore store)
    {
        await using var town = await OpenAsync(store, "JX");
        var link = await town.LinkOf(await town.ACaseIsCompleted(), "website");
        (await town.Citizen.GetStringAsync("/e/" + link, Cancel)).ShouldContain("Form.Private");
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", new { level = 2, @private = true }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.Private, fact.IsNegative).ShouldBe((true, true), "handled and counted like any other (Q11)");

        var elsewhere = await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device");
        (await town.Citizen.GetStringAsync("/e/" + elsewhere, Cancel)).ShouldNotContain("Form.Private");
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{elsewhere}/evaluation", new { level = 2, @private = true }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("enterpriseHandler", true)]
    [InlineData("entrustedAgent", true)]
    [InlineData("governmentAgent", false)]
    public async Task Whoever_filed_for_a_company_is_invited_but_never_the_governments_own_agent(string kind, bool invited)
    {
        await using var town = await OpenAsync(TownStore.Sqlite, "JX");
        await town.ReportAsync(new
        {
            source = "town", caseNumber = "A-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online",
            events = new[] { new { kind = "decided", at = "2020-11-02T09:30:00+08:00" } },
            applicant = new { kind = "legalPerson", name = "演示公司" },
            agent = new { kind, name = "演示乙", phone = "10000000035" },
        });
        await town.SettleAsync();
        var completed = (await town.FactsAsync<ServiceCompleted>()).ShouldHaveSingleItem();
        (completed.Rater != completed.Applicant).ShouldBe(invited);
    }

    [Theory]
    [InlineData(TownStore.Sqlite, "JX", true)]
    [InlineData(TownStore.Postgres, "JX", true)]
    [InlineData(TownStore.Sqlite, "JL", true)]
    [InlineData(TownStore.Postgres, "JL", true)]
    [InlineData(TownStore.Sqlite, "SZ", false)]
    [InlineData(TownStore.Postgres, "SZ", false)]
    public async Task A_person_turned_away_may_rate_the_visit_without_default_but_in_Shenzhen(TownStore store, string pack, bool ratable)
    {
        await using var town = await OpenAsync(store, pack);
        await VisitAsync(town, "T");
        (await town.LookAsync(db => db.Tasks.CountAsync(t => t.Kind == SubjectKind.TurnedAway, Cancel))).ShouldBe(ratable ? 1 : 0);
        town.Clock.Advance(TimeSpan.FromDays(30));
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldBeEmpty();
        (await town.FactsAsync<TaskExpired>()).Count.ShouldBe(ratable ? 1 : 0);
    }

    private static Task<Town> OpenAsync(TownStore store, string pack) =>
        Town.OpenAsync(store, "2020-11-02T10:00", new Dictionary<string, string?> { ["Policy:Places:36"] = pack });

    private static async Task VisitAsync(Town town, string number, params string[] cases)
    {
        await town.PostAsync("/api/v1/visits", new { source = "town", visitNumber = number, institution = "JX-CITY", hall = "JX-HALL", window = "A12", cases, endedAt = "2020-11-02T09:50:00+08:00" });
        await town.SettleAsync();
    }
}
