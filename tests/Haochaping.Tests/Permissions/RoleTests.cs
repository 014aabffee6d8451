using System.Net.Http.Json;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Permissions;

/// <summary>角色: what clerks, hall managers, the hotline and administrators of a region may do, and where it ends.</summary>
public sealed class RoleTests(AccessTown house) : IClassFixture<AccessTown>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clerk_reads_how_their_own_work_was_rated_and_neither_the_words_nor_a_colleagues()
    {
        using var clerk = await house.OfficialAsync(Role.WindowStaff);
        var list = await clerk.SendAsync("GET", "/console/tasks?state=answered");
        list.Body.ShouldContain("OWN-1");
        list.Body.ShouldNotContain("UNIT-1");
        var own = await clerk.SendAsync("GET", "/console/tasks/" + house.Of("task", Standing.Own));
        own.Body.ShouldContain("非常不满意");
        own.Body.ShouldNotContain("话-OWN-1");
    }

    [Fact]
    public async Task A_clerk_must_say_on_the_account_who_they_are()
    {
        await using var scope = house.Town.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<CreateStaff>()
            .RunAsync(new("clerk.nobody", "演示人员", [Role.WindowStaff], [], [], "jiao-hao-ji-2026-Ab"), Haochaping.Kernel.Actors.Actor.House, Cancel);
        made.Refusal!.Complaints!.ShouldHaveSingleItem().Code.ShouldBe("person-missing");
    }

    [Fact]
    public async Task Only_the_rated_person_appeals_in_their_own_name()
    {
        await house.WaitingAsync("MINE-1");
        (await house.Town.Rate(await house.Town.LinkOf("MINE-1"), 1, "等了很久")).EnsureSuccessStatusCode();
        await house.Town.SettleAsync();
        var task = (await house.TasksAsync()).Single(t => t.Place.CaseNumber == "MINE-1");
        var appeal = new { task.CaseId, task.TaskId, by = "staff", ground = "untrue", against = new[] { "总体评价" }, statement = "录像显示办理及时" };
        using var colleague = await Official.SignInAsync(house.Town, [Role.WindowStaff], person: await house.PersonAsync("1025"));
        using var handler = await Official.SignInAsync(house.Town, [Role.Handler], institutions: ["JX-CITY"], person: await house.PersonAsync("1025"));
        using var own = await house.OfficialAsync(Role.WindowStaff);
        (await CodeAsync(colleague, appeal)).ShouldBe((404, "rating-unknown"));
        (await CodeAsync(handler, appeal)).ShouldBe((403, "appeal-not-by-you"));
        (await CodeAsync(own, appeal)).Status.ShouldBe(201);
    }

    [Fact, Requirement("JX-09d")]
    public async Task Whose_account_is_that_of_the_rated_person_or_of_their_office_does_not_review_though_somebody_else_appealed()
    {
        var appeal = "/api/v1/appeals/" + house.Of("appeal", Standing.Own);
        foreach (var (number, why) in new[] { ("1024", "ratedPerson"), ("1025", "sameOffice") })
        {
            using var reviewer = await Official.SignInAsync(house.Town, [Role.Supervisor], regions: ["360100"], person: await house.PersonAsync(number));
            (await reviewer.SendAsync("GET", appeal)).Body.ShouldContain(why, Case.Insensitive);
            using var answer = await reviewer.Http.PostAsJsonAsync(appeal + "/propose", new { uphold = true, method = "files", finding = "录像编号 L-1" }, Cancel);
            ((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync(Cancel)).Contains("conflict-of-interest", StringComparison.Ordinal)).ShouldBe((403, true), number);
        }
    }

    [Fact]
    public async Task An_operator_of_the_hotline_passes_on_what_is_at_their_desk_and_handles_nothing()
    {
        using var hotline = await house.OfficialAsync(Role.HotlineOperator);
        var order = "/api/v1/orders/" + house.Of("order", Standing.Own);
        (await hotline.SendAsync("POST", order + "/forward")).Status.ShouldBe(409, "it may pass on, and there is nobody further");
        (await hotline.SendAsync("POST", order + "/accept")).Status.ShouldBe(403);
        (await hotline.SendAsync("POST", order + "/rater")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_hall_manager_runs_every_window_of_the_hall_whoever_sits_there_and_none_of_another_hall()
    {
        using var manager = await Official.SignInAsync(house.Town, [Role.HallManager], halls: ["JX-HALL"]);
        var devices = await manager.SendAsync("GET", "/console/devices");
        devices.Body.ShouldContain("A12");
        devices.Body.ShouldContain("P01");
        devices.Body.ShouldNotContain("B07");
        devices.Body.ShouldContain("确认新评价器");
        (await manager.SendAsync("GET", "/console/devices/ratings")).Body.ShouldContain("OTHER-1");
        (await manager.SendAsync("GET", "/console/prompts")).Body.ShouldContain("演示人员丁", Case.Sensitive, "whom of the hall's clerks to remind");
        (await manager.SendAsync("GET", "/console/window/prompts/" + house.Of("prompt", Standing.Other))).Status.ShouldBe(200);
        (await manager.SendAsync("GET", "/console/window/prompts/" + house.Of("prompt", Standing.Far))).Status.ShouldBe(404);
        (await manager.SendAsync("GET", "/console/cases")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task An_administrator_of_a_city_gives_nothing_beyond_it()
    {
        using var city = await Official.SignInAsync(house.Town, [Role.Administrator], regions: ["360100"]);
        (int, string)[] asked =
        [
            (403, "Form.Regions=*"), (403, "Form.Regions=360000"), (403, "Form.Institutions=SZ-CITY"), (403, "Form.Halls=SZ-HALL"), (403, "Form.Person=SZ-CITY/2048"), (403, "Form.Regions="),
            (422, "Form.Person=JX-CITY/9999"), (200, "Form.Regions=360102"), (200, "Form.Institutions=JX-POLICE"), (200, "Form.Person=JX-CITY/1025"),
        ];
        foreach (var (status, field) in asked)
        {
            (await city.PostFormAsync("/console/accounts", "account", $"Form.Name=made-{Guid.NewGuid():N}"[..25], "Form.DisplayName=演示人员", "Form.Roles=Viewer", field)).Status.ShouldBe(status, field);
        }

        foreach (var role in new[] { Role.Auditor, Role.Publisher })
        {
            (await city.PostFormAsync("/console/accounts", "account", $"Form.Name=made-{Guid.NewGuid():N}"[..25], "Form.DisplayName=演示人员", "Form.Roles=" + role, "Form.Regions=360100")).Status.ShouldBe(403, "no region bounds it");
            using var there = await Official.SignInAsync(house.Town, [role], regions: ["360100"]);
            var (them, none) = (there.Id.ToString(), Guid.NewGuid().ToString());
            (await city.PostFormAsync("/console/accounts/" + them, "reset-password")).Without(them).ShouldBe((await city.PostFormAsync("/console/accounts/" + none, "reset-password")).Without(none), "and nobody becomes them");
        }

        (await city.SendAsync("GET", "/console/imports")).Status.ShouldBe(403);
        (await city.PostFormAsync("/console/accounts/" + house.Of("account", Standing.Own), "powers", "Form.Roles=Viewer", "Form.Regions=*")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_key_of_a_system_is_changed_with_an_overlap_that_the_console_shows_until_nobody_uses_the_old_one()
    {
        using var city = await Official.SignInAsync(house.Town, [Role.Administrator], regions: ["360100"]);
        (await city.PostFormAsync("/console/clients", "client", "Form.Name=演示排队系统", "Form.Scopes=cases:write", "Form.Institutions=SZ-CITY")).Status.ShouldBe(403);
        (await city.PostFormAsync("/console/clients", "client", "Form.Name=演示排队系统", "Form.Scopes=cases:write")).Status.ShouldBe(403, "none is everywhere");
        (await city.PostFormAsync("/console/clients", "client", "Form.Name=演示网关", "Form.Scopes=sms:write", "Form.Institutions=JX-CITY")).Status.ShouldBe(403, "no institution bounds it");
        await using (var scope = house.Town.Services.CreateAsyncScope())
        {
            var gateway = (await scope.ServiceProvider.GetRequiredService<CreateClient>().RunAsync("演示网关", ["sms:write"], [], ["360100"], Actor.House, Cancel)).Value.Key.Split('_')[1];
            (await city.PostFormAsync("/console/clients", "manage", "Rotate=" + gateway)).Without(gateway).ShouldBe((await city.PostFormAsync("/console/clients", "manage", "Rotate=0123456789ab")).Without("0123456789ab"), "nor is a key taken by changing it");
        }

        var first = KeyIn(await city.PostFormAsync("/console/clients", "client", "Form.Name=演示排队系统", "Form.Scopes=cases:write", "Form.Institutions=JX-CITY"));
        var id = first.Split('_')[1];
        house.Town.Clock.SetNow("2026-11-18T09:01");
        var second = KeyIn(await city.PostFormAsync("/console/clients", "manage", "Rotate=" + id));
        (await CallsAsync(first), await CallsAsync(second)).ShouldBe((404, 404), "both keys are known; the case is not");
        (await city.SendAsync("GET", "/console/clients")).Body.ShouldContain("最近使用 2026 年 11 月 18 日 09:01");
        (await city.PostFormAsync("/console/clients", "manage", "Retire=" + id)).Status.ShouldBe(302);
        house.Town.Clock.SetNow("2026-11-18T09:03");
        (await CallsAsync(first), await CallsAsync(second)).ShouldBe((401, 404));

        var foreign = await house.Town.LookAsync(db => db.Set<Haochaping.Identity.Storage.Client>().AsNoTracking().Where(c => c.Name == "演示业务系统").Select(c => new { c.Id, c.Institutions }).ToListAsync(Cancel));
        var far = foreign.First(c => c.Institutions.Contains("SZ-CITY")).Id;
        (await city.PostFormAsync("/console/clients", "manage", "Disable=" + far)).Without(far).ShouldBe((await city.PostFormAsync("/console/clients", "manage", "Disable=0123456789ab")).Without("0123456789ab"));
    }

    private static string KeyIn(Answer answer) => System.Text.RegularExpressions.Regex.Match(answer.Body, "hcp_[0-9a-f]{12}_[^<]+") is { Success: true } key ? key.Value : throw new InvalidOperationException($"{answer}");

    private static async Task<(int Status, string Code)> CodeAsync(Official official, object appeal)
    {
        using var answer = await official.Http.PostAsJsonAsync("/api/v1/appeals", appeal, Cancel);
        var told = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancel);
        return ((int)answer.StatusCode, told.TryGetProperty("code", out var code) ? code.GetString()! : told.GetRawText());
    }

    private async Task<int> CallsAsync(string key)
    {
        using var client = house.Town.Browser();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await client.GetAsync("/api/v1/tasks?source=town&channel=sms&caseNumber=NONE-1", Cancel);
        return (int)answer.StatusCode;
    }
}
