using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>评价任务 for staff: list, filters, pages by key, detail.</summary>
public sealed class TaskPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-09a", "HK-3.7a")]
    public async Task The_list_shows_open_tasks_of_the_own_scope_nearest_end_first(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-16T09:00");
        var early = await town.ACaseIsCompleted();
        town.Clock.SetNow("2026-11-17T09:00");
        var late = await town.ACaseIsCompleted();
        var rated = await town.ACaseIsCompleted();
        var police = await town.ACaseIsCompleted("JX-POLICE", "JX-ITEM-3");
        await town.Rate(await town.LinkOf(rated), 4);
        await town.SettleAsync();
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var district = await Desk.OfAsync(town, Role.Supervisor, [], ["360102"]);

        Numbers(await unit.GoAsync("/console/tasks")).ShouldBe([early, late]);
        unit.Html.ShouldContain("/rules/explain?pack=");
        Numbers(await unit.GoAsync("/console/tasks?state=answered")).ShouldBe([rated]);
        Numbers(await unit.GoAsync("/console/tasks?state=answered&level=1")).ShouldBeEmpty();
        unit.Html.ShouldContain("没有符合条件的评价任务");
        Numbers(await unit.GoAsync($"/console/tasks?q={rated}")).ShouldBe([rated], "a number finds its task in every state");
        Numbers(await district.GoAsync("/console/tasks")).ShouldBe([police]);
        (await unit.GoAsync("/console/tasks?state=lost")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await unit.GoAsync("/console/tasks?lang=en")).Html.ShouldContain("Nearest end of rating first");

        town.Clock.SetNow("2026-11-23T10:00");
        await town.SettleAsync();
        using var later = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        Numbers(await later.GoAsync("/console/tasks?due=today")).ShouldBe([early]);
        Numbers(await later.GoAsync("/console/tasks?due=soon")).ShouldBe([early, late]);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Pages_follow_one_another_by_key_and_miss_nothing(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        for (var i = 0; i < 43; i++)
        {
            town.Clock.Advance(TimeSpan.FromMinutes(1)); // all windows end at the same midnight
            await town.ACaseIsCompleted();
        }

        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await unit.GoAsync("/console/tasks");
        var pages = new List<List<string>> { Numbers(unit) };
        while (Regex.Match(unit.Html, "rel=\"next\" href=\"([^\"]+)\"") is { Success: true } link)
        {
            pages.Add(Numbers(await unit.GoAsync(WebUtility.HtmlDecode(link.Groups[1].Value))));
        }

        pages.Select(p => p.Count).ShouldBe([20, 20, 3]);
        pages.SelectMany(p => p).Distinct().Count().ShouldBe(43);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-16b", "GEN-F4.1b")]
    public async Task Only_those_who_handle_or_supervise_read_the_text_and_nobody_learns_the_receipt_code_or_the_rater(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        var receipt = await (await town.Rate(await town.LinkOf(number), 2, "窗口排队太久")).Content.ReadAsStringAsync(Cancel);
        await town.SettleAsync();
        var task = await town.LookAsync(db => db.Tasks.AsNoTracking().SingleAsync(Cancel));
        var path = $"/console/tasks/{task.CaseId}/{task.TaskId}";
        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        using var stranger = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);

        (await handler.GoAsync(path)).Html.ShouldContain("窗口排队太久");
        handler.Html.ShouldContain("已存证");
        handler.Html.ShouldContain("/console/orders/");
        handler.Html.ShouldContain("/console/cases/" + task.CaseId);
        (await viewer.GoAsync(path)).Html.ShouldNotContain("窗口排队太久");
        viewer.Html.ShouldContain("只有办理和监督人员可以阅读");
        (await stranger.GoAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);

        var code = Regex.Match(receipt, "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}").Value;
        code.ShouldNotBeEmpty();
        foreach (var secret in new[] { code, "演示甲", "1000000" })
        {
            handler.Html.ShouldNotContain(secret);
        }
    }

    private static List<string> Numbers(Visit visit) => [.. Regex.Matches(visit.Html, "/console/tasks/[0-9a-f-]{36}/[0-9a-f-]{36}\">([^<]+)<").Select(m => m.Groups[1].Value)];
}
