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
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>主题业务（一件事）as scenario S11 tells it: one page, the whole, the linked cases, or both.</summary>
public sealed class ThemeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-20d", "SZ-20f", "JLP-2.4.3b")]
    public async Task S11a_the_whole_alone_covers_the_linked_cases_without_grade_default_or_order(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var link = await ThemeAsync(town);
        var page = await town.Citizen.GetStringAsync("/e/" + link, Cancel);
        page.ShouldContain("演示一件事");
        page.Split("name=\"Form.Items[").Length.ShouldBe(4, "three linked cases unfold on the same page");
        (await town.Rate(link, 4)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();
        town.Clock.SetNow("2020-11-30T10:00:00");
        await town.SettleAsync();

        (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem().Task.Kind.ShouldBe(SubjectKind.Theme);
        var rated = (await town.FactsAsync<ThemeRated>()).ShouldHaveSingleItem();
        (rated.Level, rated.Rated.Count, rated.Covered.Count).ShouldBe((Level.Satisfied, 0, 3));
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldBeEmpty();
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(0);
        (await CountAsync(town, Measure.Invited), await CountAsync(town, Measure.Active4)).ShouldBe((1L, 1L), "the linked cases stand in no figure");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-20e", "SZ-20g")]
    public async Task S11b_a_linked_case_alone_opens_an_order_of_its_unit_and_leaves_the_whole_empty(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var link = await ThemeAsync(town);
        var answer = await PostAsync(town, link, new { items = new[] { new { caseNumber = "T-B", level = 1, text = "等了很久" } } });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(town, link, new { items = new[] { new { caseNumber = "T-B", level = 1, text = "等了很久" } } })).StatusCode.ShouldBe(HttpStatusCode.OK, "the same again");
        (await PostAsync(town, link, new { level = 5 })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "one act");
        await town.SettleAsync();

        var rated = (await town.FactsAsync<ThemeRated>()).ShouldHaveSingleItem();
        (rated.Level, rated.Rated, rated.Covered.Count).ShouldBe(((Level?)null, rated.Rated, 2));
        rated.Rated.ShouldBe([CaseKeys.Case("town", "T-B")]);
        var item = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (item.Task.Kind, item.Task.Place.Institution, item.Level).ShouldBe((SubjectKind.ThemeItem, "SZ-AUTH", Level.VeryDissatisfied));
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        (order.Unit, order.CaseNumber).ShouldBe(("SZ-AUTH", "T-B"));

        var receipt = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("receiptPath")!;
        (await town.Citizen.GetStringAsync(receipt, Cancel)).ShouldContain(order.Number, Case.Sensitive, "the progress of a linked case stands on the theme's receipt");
        town.Clock.SetNow("2020-11-30T10:00:00");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldBeEmpty();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-20f", "SZ-20g", "JLP-2.4.3b")]
    public async Task The_whole_and_linked_cases_are_sent_in_one_act_and_a_negative_whole_goes_to_the_lead_department(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var link = await ThemeAsync(town);
        using var form = new FormUrlEncodedContent(
            [new("_handler", "rate"), new("Form.Level", "2"), new("Form.Items[0]", "5"), new("Form.Items[1]", "1"), new("Form.Items[2]", "")]);
        (await town.Citizen.PostAsync("/e/" + link, form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await town.SettleAsync();

        (await town.FactsAsync<EvaluationSubmitted>()).Select(e => (e.Task.Kind, e.Task.Place.CaseNumber, e.Level)).ShouldBe(
            [(SubjectKind.Theme, "S-1", Level.Dissatisfied), (SubjectKind.ThemeItem, "T-A", Level.VerySatisfied), (SubjectKind.ThemeItem, "T-B", Level.VeryDissatisfied)], ignoreOrder: true);
        (await town.LookAsync(db => db.Orders.Select(o => o.Unit).ToListAsync(Cancel))).ShouldBe(["SZ-12345", "SZ-AUTH"], ignoreOrder: true);
        (await CountAsync(town, Measure.Invited)).ShouldBe(3);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Two_who_answer_a_theme_in_the_same_moment_leave_one_act(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var link = await ThemeAsync(town);
        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(level =>
            PostAsync(town, link, new { level, items = new[] { new { caseNumber = "T-A", level }, new { caseNumber = "T-B", level } } })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        await town.SettleAsync();
        (await town.FactsAsync<ThemeRated>()).Count.ShouldBe(1);
        (await town.FactsAsync<EvaluationSubmitted>()).Select(e => e.Level).Distinct().Count().ShouldBe(1, "all of one act");
        (await town.FactsAsync<EvaluationSubmitted>()).Count.ShouldBe(3);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Requirement("SZ-20g")]
    public async Task What_cannot_be_said_of_a_theme_is_refused_whole_and_nothing_of_it_is_taken()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        var link = await ThemeAsync(town);
        object[] bad =
        [
            new { },
            new { items = Array.Empty<object>() },
            new { level = 5, items = new[] { new { caseNumber = "T-X", level = 5 } } },
            new { level = 5, items = new[] { new { caseNumber = "T-A", level = 6 } } },
            new { level = 5, items = new[] { new { caseNumber = "T-A", level = 5 }, new { caseNumber = "T-A", level = 1 } } },
            new { text = "只有文字", items = new[] { new { caseNumber = "T-A", level = 5 } } },
            new { level = 5, items = new object?[] { null } },
        ];
        foreach (var body in bad)
        {
            ((int)(await PostAsync(town, link, body)).StatusCode).ShouldBeInRange(400, 422, JsonSerializer.Serialize(body));
        }

        var many = Enumerable.Range(0, 201).Select(i => new { caseNumber = $"T-{i}", level = 5 });
        (await (await PostAsync(town, link, new { items = many })).Content.ReadAsStringAsync(Cancel)).ShouldContain("too-many", Case.Sensitive, "nothing is cut off in silence");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldBeEmpty();
        var single = await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device");
        (await PostAsync(town, single, new { level = 5, items = new[] { new { caseNumber = "T-A", level = 5 } } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("SZ-CITY", "SZ-ITEM-1", "SZ-NOBODY", 2, "unknown-institution")]
    [InlineData("JX-CITY", "JX-ITEM-1", "JX-AUTH", 2, "theme-unknown-here")]
    [InlineData("SZ-CITY", "SZ-ITEM-1", null, 2, "invalid-case")]
    [InlineData("SZ-CITY", "SZ-ITEM-1", "SZ-AUTH", 1, "theme-too-small")]
    public async Task A_theme_that_cannot_be_one_is_refused_aloud(string institution, string item, string? lead, int size, string code)
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        var answer = await town.ReportAsync(new
        {
            source = "town", caseNumber = "X-1", item, receivingInstitution = institution, channel = "online", theme = new { number = "S-1", size, name = "演示一件事", lead },
        });
        (answer.Text("outcome"), answer.Text("code")).ShouldBe(("refused", code));
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_theme_nobody_rates_is_defaulted_once_as_a_whole_and_its_window_starts_with_the_last_linked_case(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await ThemeAsync(town);
        var task = await town.LookAsync(db => db.Tasks.AsNoTracking().SingleAsync(Cancel));
        (task.Kind, task.CompletedAt, task.ClosesAt).ShouldBe((SubjectKind.Theme, DateTimeOffset.Parse("2020-11-02T09:50:00+08:00"), DateTimeOffset.Parse("2020-11-10T00:00:00+08:00")));
        town.Clock.SetNow("2020-11-10T00:06:00");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldHaveSingleItem().Task.Kind.ShouldBe(SubjectKind.Theme);
        (await CountAsync(town, Measure.Invited)).ShouldBe(1);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Xunit.Fact]
    public async Task Pictures_go_with_the_whole_and_are_not_taken_without_it()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/e/" + await ThemeAsync(town));
        (string, string, byte[])[] picture = [("pictures", "a.png", PictureFileTests.Drawing(9))];
        await citizen.UploadAsync("rate", picture, ("Form.Items[0]", "1"));
        (citizen.Status, citizen.Html.Contains("请同时选择总体评价", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        await citizen.UploadAsync("rate", picture, ("Form.Items[0]", "1"), ("Form.Level", "2"));
        citizen.Path.ShouldStartWith("/r/", Case.Sensitive, citizen.Html);
        (await town.FactsAsync<EvaluationSubmitted>()).Select(f => (f.Task.Kind, f.Pictures?.Count)).ShouldBe([(SubjectKind.Theme, 1), (SubjectKind.ThemeItem, null)], ignoreOrder: true);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>Three linked cases of two bodies under a third, the last completed at 09:50; the link of its page.</summary>
    internal static async Task<string> ThemeAsync(Town town)
    {
        foreach (var (number, unit, at) in new[] { ("T-A", "SZ-CITY", "09:30"), ("T-B", "SZ-AUTH", "09:50"), ("T-C", "SZ-CITY", "09:40") })
        {
            (await town.ReportAsync(new
            {
                source = "town", caseNumber = number, item = "SZ-ITEM-1", receivingInstitution = unit, channel = "online",
                theme = new { number = "S-1", size = 3, name = "演示一件事", lead = "SZ-12345" },
                events = new[] { new { kind = "decided", at = $"2020-11-02T{at}:00+08:00" } },
            })).Text("code").ShouldBe(number == "T-C" ? "theme-completed" : "theme-awaited");
        }

        await town.SettleAsync();
        return (await town.Client.GetFromJsonAsync<JsonElement>("/api/v1/tasks?source=town&caseNumber=T-A&channel=window_device", Cancel)).Text("token")!;
    }

    private static Task<HttpResponseMessage> PostAsync(Town town, string link, object body) =>
        town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", body, Cancel);

    private static async Task<long> CountAsync(Town town, Measure measure) =>
        (await town.LookAsync(db => db.Cube.AsNoTracking().Where(c => c.Measure == measure).ToListAsync(Cancel))).Sum(c => c.Count);
}
