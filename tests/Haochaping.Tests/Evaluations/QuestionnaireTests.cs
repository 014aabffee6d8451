using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Evaluations;

/// <summary>问询项目 (吉林 第十四条): asked beside the five grades, of the item or of the place, answered voluntarily, counted nowhere.</summary>
public sealed class QuestionnaireTests
{
    private static readonly string[] Default = ["服务指引是否清晰", "办事程序是否便利", "材料手续是否精简", "操作界面是否友好", "有何改进意见"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-14c")]
    public async Task An_items_own_questions_are_asked_kept_sealed_and_shown_and_move_no_figure(TownStore store)
    {
        await using var town = await JilinAsync(store);
        var link = await town.LinkOf(await town.ACaseIsCompleted(item: "OWN"));
        (await QuestionsAsync(town, link)).ShouldBe(["q1 等候多久：十分钟内/半小时内/更久", "q2 材料清单是否一次告知：是/一般/否"]);
        await town.Rate(await town.LinkOf(await town.ACaseIsCompleted(item: "OWN")), 2);
        await town.SettleAsync();
        var plain = await FiguresAsync(town);

        var answer = await PostAsync(town, link, new { level = 2, questions = new { q1 = 3 } });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(town, link, new { level = 2, questions = new { q1 = 3 } })).Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await PostAsync(town, link, new { level = 2, questions = new { q1 = 1 } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await town.SettleAsync();

        var told = (await town.FactsAsync<QuestionnaireAnswered>()).ShouldHaveSingleItem();
        told.Answers.ShouldBe([new QuestionAnswer("q1", 3, "等候多久", "更久")]);
        told.Channel.ShouldBe("sms");
        (await town.LookAsync(db => db.Log.CountAsync(l => l.CaseId == told.CaseId, Cancel))).ShouldBe(await town.LookAsync(db => db.Journal.CountAsync(j => j.CaseId == told.CaseId, Cancel)), "sealed like the rest");
        (await FiguresAsync(town)).ShouldBe(plain.ToDictionary(f => f.Key, f => f.Value * 2), "as another rating without answers");
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(2, "one of each rating");
        (await town.Citizen.GetStringAsync((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("receiptPath"), Cancel)).ShouldContain("更久");
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await unit.GoAsync($"/console/tasks/{told.CaseId}/{told.Task.TaskId}")).Html.ShouldContain("等候多久");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-14d", "JL-14e")]
    public async Task An_item_without_questions_takes_the_places_own_and_every_one_may_stay_empty(TownStore store)
    {
        await using var town = await JilinAsync(store);
        var link = await town.LinkOf(await town.ACaseIsCompleted());
        (await QuestionsAsync(town, link)).Select(q => q.Split(' ', '：')[1]).ShouldBe(Default);
        var page = await town.Citizen.GetStringAsync("/e/" + link, Cancel);
        Default.ShouldAllBe(question => page.Contains(question, StringComparison.Ordinal));
        page.ShouldContain("placeholder=\"有何改进意见（选填）\"");

        using var form = new FormUrlEncodedContent(
            [new("_handler", "rate"), new("Form.Level", "4"), new("Form.Questions[0]", ""), new("Form.Questions[3]", "3"), new("Form.Text", "少跳转一次")]);
        (await town.Citizen.PostAsync("/e/" + link, form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var silent = await town.LinkOf(await town.ACaseIsCompleted());
        (await town.Rate(silent, 4)).StatusCode.ShouldBe(HttpStatusCode.Created, "none is answered");
        await town.SettleAsync();

        (await town.FactsAsync<QuestionnaireAnswered>()).ShouldHaveSingleItem().Answers.ShouldBe([new QuestionAnswer("q4", 3, "操作界面是否友好", "否")]);
        (await town.LookAsync(db => db.Journal.Select(j => j.Body).ToListAsync(Cancel))).ShouldAllBe(body => !Encoding.UTF8.GetString(body).Contains("少跳转一次"), "words stay out of facts");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_was_not_asked_cannot_be_answered_by_any_door_and_a_refused_page_keeps_what_was_chosen(TownStore store)
    {
        await using var town = await JilinAsync(store);
        var number = await town.ACaseIsCompleted(item: "OWN");
        var link = await town.LinkOf(number);
        foreach (var questions in new object[] { new { q1 = 0 }, new { q1 = 4 }, new { q3 = 1 }, new Dictionary<string, int> { ["等候多久"] = 1 } })
        {
            var no = await PostAsync(town, link, new { level = 4, questions });
            no.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await no.Content.ReadAsStringAsync(Cancel)).ShouldContain("unknown-answer");
        }

        using var form = new FormUrlEncodedContent([new("_handler", "rate"), new("Form.Level", ""), new("Form.Questions[0]", "2")]);
        var page = await town.Citizen.PostAsync("/e/" + link, form, Cancel);
        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("<option value=\"2\" selected>半小时内</option>");

        var pushed = await town.PostAsync("/api/v1/evaluations", new { source = "town", caseNumber = number, level = 4, channel = "app", capturedAt = town.Clock.GetUtcNow(), questions = new { q2 = 1 } });
        pushed.GetProperty("results")[0].Text("outcome").ShouldBe("recorded", pushed.GetRawText());
        (await town.FactsAsync<QuestionnaireAnswered>()).ShouldHaveSingleItem().Answers.ShouldBe([new QuestionAnswer("q2", 1, "材料清单是否一次告知", "是")]);
    }

    [Fact]
    public async Task A_task_keeps_the_questions_it_was_opened_with()
    {
        await using var town = await JilinAsync(TownStore.Sqlite);
        var link = await town.LinkOf(await town.ACaseIsCompleted(item: "OWN"));
        await PlantAsync(town, "窗口态度是否友好");
        (await QuestionsAsync(town, link)).Count.ShouldBe(2);
        (await QuestionsAsync(town, await town.LinkOf(await town.ACaseIsCompleted(item: "OWN")))).ShouldBe(["q1 窗口态度是否友好：是/一般/否"]);
    }

    [Fact]
    public async Task A_place_that_asks_nothing_asks_nothing_whatever_the_catalogue_says()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await PlantAsync(town, "等候是否太久");
        var link = await town.LinkOf(await town.ACaseIsCompleted(item: "OWN"));
        (await QuestionsAsync(town, link)).ShouldBeEmpty();
        (await town.Citizen.GetStringAsync("/e/" + link, Cancel)).ShouldNotContain("问询项目");
        (await PostAsync(town, link, new { level = 4, questions = new { q1 = 1 } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("等候多久：")]
    [InlineData("等候多久：久")]
    [InlineData("等候多久：1/2/3/4/5/6/7/8/9/10")]
    [InlineData("一；二；三；四；五；六；七；八；九；十；十一")]
    public async Task A_crooked_list_of_questions_is_rejected_with_its_row(string questions)
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await using var scope = town.Services.CreateAsyncScope();
        var planted = await Planting.TryAsync(scope.ServiceProvider, ImportKind.Items, Csv(questions), Cancel);
        planted.Value.ShouldHaveSingleItem().Code.ShouldBe("bad-questions");
    }

    /// <summary>A Town under the rules of 吉林, with one item that asks questions of its own.</summary>
    internal static async Task<Town> JilinAsync(TownStore store)
    {
        var town = await Town.OpenAsync(store, "2020-11-02T10:00", new Dictionary<string, string?> { ["Policy:Places:36"] = "JL" });
        await PlantAsync(town, "等候多久：十分钟内/半小时内/更久；材料清单是否一次告知");
        return town;
    }

    private static async Task PlantAsync(Town town, string questions)
    {
        await using var scope = town.Services.CreateAsyncScope();
        await Planting.PlantAsync(scope.ServiceProvider, ImportKind.Items, Csv(questions), Cancel);
    }

    private static MemoryStream Csv(string questions) =>
        new(Encoding.UTF8.GetBytes($"事项编码,事项名称,实施主体编码,区划代码,事项类型,问询项目\nOWN,不动产登记,JX-CITY,360100,07,{questions}\n"));

    private static async Task<List<string>> QuestionsAsync(Town town, string link) =>
        [.. (await town.Citizen.GetFromJsonAsync<JsonElement>("/api/v1/tasks/" + link, Cancel)).GetProperty("questions").EnumerateArray()
            .Select(q => $"{q.Text("code")} {q.Text("text")}：{string.Join('/', q.GetProperty("choices").EnumerateArray())}")];

    private static Task<HttpResponseMessage> PostAsync(Town town, string link, object body) => town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", body, Cancel);

    private static Task<Dictionary<Measure, long>> FiguresAsync(Town town) => town.LookAsync(async db =>
        (await db.Cube.Where(c => c.Measure != Measure.Invited).ToListAsync(Cancel)).GroupBy(c => c.Measure, c => c.Count).ToDictionary(g => g.Key, g => g.Sum()));
}
