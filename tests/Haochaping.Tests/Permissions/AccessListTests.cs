using System.Net.Http.Json;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Permissions;

/// <summary>权限表, its lists and its business systems: what stands in a list, and what a system of one unit is told about others.</summary>
public sealed class AccessListTests(AccessTown house) : IClassFixture<AccessTown>
{
    // Where a list needs to be asked for something to show rows at all.
    private static readonly Dictionary<string, string> Asked = new() { ["/console/window"] = "/console/window?place=JX-HALL&window=P01" };

    private static readonly string[] Foreign = ["OTHER-1", "FAR-1", "Z-FAR", "S-FAR", "演示镇派出所", "演示市人社局", "JX-POLICE", "SZ-CITY", ">P01", ">B07", "07002-", "07003-"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_shows_rows_of_the_scope_and_the_others_to_whoever_sees_everything()
    {
        List<string> wrong = [];
        foreach (var role in Enum.GetValues<Role>())
        {
            using var unit = await house.OfficialAsync(role);
            using var all = await Official.SignInAsync(house.Town, [role], regions: ["*"], person: role == Role.WindowStaff ? house.Person : null);
            foreach (var row in AccessRow.Read().Where(r => r.Rows == "list" && r.IsForStaff && Roles.Allowed(r.Who).Contains(role) && r.Methods.Contains("GET")))
            {
                var path = Asked.GetValueOrDefault(row.Path, row.Path);
                var mine = await unit.SendAsync("GET", path);
                wrong.AddRange(Foreign.Where(f => mine.Body.Contains(f, StringComparison.Ordinal) && !path.Contains(f, StringComparison.Ordinal)).Select(f => $"{role} {row.Path} shows {f}"));
                if (mine.Status != 200 || !Foreign.Any((await all.SendAsync("GET", path)).Body.Contains))
                {
                    wrong.Add($"{role} {row.Path}: {mine.Status}, or nothing foreign even for who sees everything");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact, Requirement("JX-09a")]
    public async Task A_city_authority_sees_every_unit_of_the_city_and_none_of_another()
    {
        using var authority = await Official.SignInAsync(house.Town, [Role.Supervisor], regions: ["360100"]);
        foreach (var (path, far) in new[] { ("/console/cases", "FAR-1"), ("/console/orders", "FAR-1"), ("/console/appeals", "S-FAR"), ("/console/complaints", "演示市人社局"), ("/console/figures", "演示市人社局") })
        {
            var page = await authority.SendAsync("GET", path);
            (page.Status, page.Body.Contains(far, StringComparison.Ordinal)).ShouldBe((200, false), path);
            (page.Body.Contains("OTHER-1", StringComparison.Ordinal) || page.Body.Contains("演示镇派出所", StringComparison.Ordinal)).ShouldBeTrue(path);
        }

        (await authority.SendAsync("GET", "/api/v1/orders/" + house.Of("order", Standing.Other))).Status.ShouldBe(200);
        (await authority.SendAsync("GET", "/api/v1/orders/" + house.Of("order", Standing.Far))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_system_of_one_unit_is_told_of_another_units_case_what_it_is_told_of_none()
    {
        List<string> wrong = [];
        var (prompt, now) = (house.Of("prompt", Standing.Other), house.Town.Clock.GetUtcNow().AddMinutes(-1));
        (string Scope, string Path, Func<string, object?> Body)[] calls =
        [
            ("cases:write", "/api/v1/tasks?source=town&channel=sms&caseNumber=", _ => null),
            ("cases:write", "/api/v1/evaluations?source=town&caseNumber=", _ => null),
            ("cases:write", "/api/v1/terminals/hand-over", n => new { source = "town", caseNumber = n, terminal = "ZD-1" }),
            ("cases:write", "/api/v1/devices/prompts", n => new { source = "town", caseNumber = n }),
            ("cases:write", "/api/v1/cases/release", n => new { source = "town", caseNumber = n, batch = "B-" + n, reason = "stuck" }),
            ("evaluations:write", "/api/v1/evaluations", n => new { source = "town", caseNumber = n, level = 5, channel = "kiosk", capturedAt = now }),
        ];
        foreach (var (scope, path, body) in calls)
        {
            using var client = await house.Town.ClientOfAsync(["JX-CITY"], scope);
            var answers = new List<Answer>();
            foreach (var number in new[] { "NONE-1", "OTHER-1", "FAR-1" })
            {
                using var answer = body(number) is { } sent ? await client.PostAsJsonAsync(path, sent, Cancel) : await client.GetAsync(path + number, Cancel);
                answers.Add((await Answer.OfAsync(answer)).Without(number));
            }

            if (answers.Distinct().Count() > 1)
            {
                wrong.Add($"{path}: {string.Join(" | ", answers)}");
            }
        }

        using var unit = await house.Town.ClientOfAsync(["JX-CITY"], "cases:write");
        using var foreign = await unit.GetAsync($"/api/v1/devices/prompts/{prompt}", Cancel);
        ((int)foreign.StatusCode).ShouldBe(404);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_system_or_a_clerk_of_one_unit_puts_nothing_on_the_screen_of_another_units_window()
    {
        var number = await house.WaitingAsync("SCREEN-1");
        using var unit = await house.Town.ClientOfAsync(["JX-CITY"], "cases:write");
        using var foreign = await unit.PostAsJsonAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = number, hall = "JX-HALL", window = "P01" }, Cancel);
        using var missing = await unit.PostAsJsonAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = number, hall = "JX-HALL", window = "X99" }, Cancel);
        (await Answer.OfAsync(foreign)).Without("P01").ShouldBe((await Answer.OfAsync(missing)).Without("X99"));
        using var own = await unit.PostAsJsonAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = number }, Cancel);
        ((int)own.StatusCode).ShouldBe(201);
    }

    [Fact]
    public async Task A_system_of_one_unit_does_not_take_over_a_case_of_another_by_its_number()
    {
        using var unit = await house.Town.ClientOfAsync(["JX-CITY"], "cases:write");
        using var answer = await unit.PostAsJsonAsync("/api/v1/cases", new
        {
            source = "town", caseNumber = "OTHER-1", receivingInstitution = "JX-CITY", item = "JX-ITEM-1", channel = "online", events = new[] { new { kind = "decided", at = house.Town.Clock.GetUtcNow() } },
        }, Cancel);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("\"outcome\":\"updated\"");
        using var reader = await house.OfficialAsync(Role.Handler);
        (await reader.SendAsync("GET", "/console/cases/" + house.Of("case", Standing.Other))).Status.ShouldBe(404, "it stays the case of its unit");
    }
}
