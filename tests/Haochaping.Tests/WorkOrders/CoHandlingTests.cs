using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Policy;
using Haochaping.WorkOrders.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>主办与协办: several units do one order's work, one of them answers for it.</summary>
public sealed class CoHandlingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Requirement("HK-3.6e")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_supporting_unit_sees_the_order_reports_its_part_and_is_graded_by_the_rater(string store)
    {
        using var place = WithCoHandlers();
        await using var house = await OrdersHouse.OpenAsync(store, "2020-04-24T09:00", place.Path);
        var id = await house.ARatingArrives("CO-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var police = house.Staff("Handler", "JX-POLICE");
        using var above = house.Staff("Supervisor", region: "360102000000");
        using var authority = house.Staff("Supervisor", region: "360100000000");
        await unit.Do(id, "accept", new { officer = "1024" });
        (await police.GetAsync($"/api/v1/orders/{id}", Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        await unit.Do(id, "share", new { unit = "JX-POLICE", task = "核对户籍材料", due = "2020-04-28" });
        (await ListedFor(police)).ShouldBe([id]);
        (await ListedFor(above)).ShouldBe([id], "whoever supervises the supporting unit sees it too");
        (await PageAsync(police, "/console/desk")).ShouldContain($"/console/orders/{id}?act=SubtaskReported");
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "材料重复提交" });
        (await unit.Do(id, "report", new { result = "已改", reply = "已改。" }, 409)).GetProperty("detail").GetString()!.ShouldContain("演示镇派出所");
        await police.Do(id, "report", new { result = "已改", reply = "已改。" }, 403);

        await police.Do(id, "subtask", new { text = "户籍材料改为在线核对" });
        (await PageAsync(police, "/console/desk")).ShouldNotContain(id.ToString());
        (await house.ReceiptAsync("CO-1")).ShouldContain("由JX-CITY主办、演示镇派出所协办。");
        await unit.Do(id, "report", new { result = "已改", reply = "已改。" });
        (await authority.Do(id, "visit", new { method = "phone", reached = true, satisfaction = "satisfied" }, 422)).GetProperty("complaints")[0].GetProperty("field").GetString().ShouldBe("units.JX-POLICE");
        (await PageAsync(authority, $"/console/orders/{id}")).ShouldContain("评价人对演示镇派出所（协办）整改情况的评价");
        await authority.Do(id, "visit", new { method = "phone", reached = true, satisfaction = "satisfied", units = new Dictionary<string, string> { ["JX-POLICE"] = "dissatisfied" } });

        var order = await unit.See(id);
        (order.GetProperty("state").GetString(), order.GetProperty("satisfaction").GetString()).ShouldBe(("closed", "satisfied"));
        order.GetProperty("subtasks")[0].GetProperty("satisfaction").GetString().ShouldBe("dissatisfied");
        (await house.FactsAsync()).ShouldContain("co-handlers-graded@1");
        (await house.JournalAsync()).ShouldNotContain("核对户籍材料");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Whoever_is_released_with_a_reason_does_not_see_the_order_any_more(string store)
    {
        using var place = WithCoHandlers();
        await using var house = await OrdersHouse.OpenAsync(store, "2020-04-24T09:00", place.Path);
        var id = await house.ARatingArrives("CO-2", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var police = house.Staff("Handler", "JX-POLICE");
        await unit.Do(id, "share", new { unit = "JX-POLICE", task = "核对户籍材料", due = "2020-04-28" });
        await unit.Do(id, "release", new { unit = "JX-POLICE" }, 422);
        await unit.Do(id, "release", new { unit = "JX-POLICE", reason = "与其职责无关" });
        (await ListedFor(police)).ShouldBeEmpty();
        await police.Do(id, "subtask", new { text = "已改" }, 404);
        (await house.ReceiptAsync("CO-2")).ShouldNotContain("协办");
        (await unit.See(id)).GetProperty("trace").GetRawText().ShouldContain("\"released\"");
    }

    [Fact]
    public async Task A_platform_outside_asks_the_rater_about_the_whole_without_knowing_who_supported()
    {
        using var place = WithCoHandlers();
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-04-24T09:00", place.Path);
        var id = await house.ARatingArrives("CO-5", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var police = house.Staff("Handler", "JX-POLICE");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "share", new { unit = "JX-POLICE", task = "核对户籍材料", due = "2020-04-28" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "材料重复提交" });
        await police.Do(id, "subtask", new { text = "户籍材料改为在线核对" });
        await unit.Do(id, "report", new { result = "已改", reply = "已改。" });
        var word = new OrderWord { Act = OrderWordKind.Visited, At = house.Clock.GetUtcNow(), Method = ContactMethod.Phone, Reached = true, Level = Level.Satisfied };
        (await house.InScopeAsync((services, _) => services.GetRequiredService<IOrderMail>().ActAsync(id, word, new(ActorKind.Client, "Hotline12345"), Cancel))).Refusal.ShouldBeNull();
        (await unit.See(id)).GetProperty("state").GetString().ShouldBe("closed");
        (await house.FactsAsync()).ShouldNotContain("co-handlers-graded@1");
    }

    [Theory]
    [InlineData("JX-CITY", "2020-04-28", "unit")]
    [InlineData("NOBODY", "2020-04-28", "unit")]
    [InlineData("JX-POLICE", "2020-04-23", "due")]
    [InlineData("JX-POLICE", "2020-12-28", "due")]
    public async Task A_part_goes_to_another_known_unit_and_is_due_within_the_limit_of_who_leads(string whom, string due, string field)
    {
        using var place = WithCoHandlers();
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-04-24T09:00", place.Path);
        var id = await house.ARatingArrives("CO-3", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        var no = await unit.Do(id, "share", new { unit = whom, task = "核对户籍材料", due }, 422);
        no.GetProperty("complaints").EnumerateArray().Select(c => c.GetProperty("field").GetString()).ShouldBe([field]);
    }

    [Fact]
    public async Task Where_the_place_knows_no_supporting_units_nobody_can_name_one()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-04-24T09:00");
        var id = await house.ARatingArrives("CO-4", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        (await unit.Do(id, "share", new { unit = "JX-POLICE", task = "核对户籍材料", due = "2020-04-28" }, 422)).GetProperty("code").GetString().ShouldBe("co-handlers-unknown");
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldNotContain("value=\"Shared\"");
    }

    private static PolicyFolder WithCoHandlers()
    {
        var folder = new PolicyFolder();
        ThrowAwayPlace.Write(folder.Path, [("work_order.co_handlers", "true")]);
        return folder;
    }

    private static async Task<List<Guid>> ListedFor(HttpClient who) =>
        [.. JsonDocument.Parse(await PageAsync(who, "/api/v1/orders")).RootElement.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetGuid())];

    private static Task<string> PageAsync(HttpClient who, string path) => who.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);
}
