using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>我的待办: whose turn it is, by what limit, and one click from the act.</summary>
public sealed partial class WaitingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_order_waits_for_whose_turn_it_is_and_for_nobody_else(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-20T09:12");
        var id = await house.ARatingArrives("W-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var authority = house.Staff("Supervisor", region: "360100000000");
        using var police = house.Staff("Handler", "JX-POLICE");

        (await DeskOf(unit)).ShouldBe([$"{id} Accepted"]);
        await unit.Do(id, "accept", new { officer = "1024" });
        (await DeskOf(unit)).ShouldBe([$"{id} Contacted"]);
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        (await DeskOf(unit)).ShouldBe([$"{id} Verified"]);
        (await DeskOf(authority)).ShouldBeEmpty("to supervise is not to be waited for");
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" });
        await unit.Do(id, "report", new { result = "已修复", reply = "已修好。" });
        (await DeskOf(unit)).ShouldBeEmpty();
        (await DeskOf(authority)).ShouldBe([$"{id} Visited"]);
        (await DeskOf(police)).ShouldBeEmpty();
        (await PageAsync(police, "/console/desk")).ShouldContain("现在没有等您办理的事项");
        (await PageAsync(authority, $"/console/orders/{id}?act=Visited")).ShouldContain("id=\"act-Visited\" open");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Limits_fall_into_spans_and_every_page_begins_behind_the_last(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-19T09:12");
        for (var i = 0; i < 21; i++)
        {
            await house.ARatingArrives($"S-{i:00}", "JX-CITY", "360100000000");
        }

        using var unit = house.Staff("Handler", "JX-CITY");
        house.Clock.SetNow("2026-11-20T09:12");
        await house.ARatingArrives("S-21", "JX-CITY", "360100000000");
        var first = await PageAsync(unit, "/console/desk");
        var next = WebUtility.HtmlDecode(NextLink().Match(first).Groups[1].Value);
        var second = await PageAsync(unit, next);
        var shown = OrdersOn(first).Concat(OrdersOn(second)).ToList();
        (OrdersOn(first).Count, shown.Count, shown.Distinct().Count()).ShouldBe((20, 22, 22));
        NextLink().IsMatch(second).ShouldBeFalse();

        foreach (var (now, span) in new[] { ("2026-11-19T09:12", 0), ("2027-03-01T09:00", 22) })
        {
            house.Clock.SetNow(now);
            var overdue = OrdersOn(await PageAsync(unit, "/console/desk?due=overdue")).Count;
            overdue.ShouldBe(Math.Min(span, 20), now);
        }

        (await unit.GetAsync(new Uri("/console/desk?due=never", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<IReadOnlyList<string>> DeskOf(HttpClient who) =>
        [.. NextAct().Matches(await PageAsync(who, "/console/desk")).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}")];

    private static IReadOnlyList<string> OrdersOn(string page) => [.. NextAct().Matches(page).Select(m => m.Groups[1].Value)];

    private static async Task<string> PageAsync(HttpClient who, string path)
    {
        using var response = await who.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    [GeneratedRegex("/console/orders/([0-9a-f-]{36})\\?act=(\\w+)#act-")]
    private static partial Regex NextAct();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();
}
