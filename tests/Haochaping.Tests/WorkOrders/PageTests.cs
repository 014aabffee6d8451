using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>The console pages, as a browser without scripts uses them.</summary>
public sealed partial class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_shows_my_work_and_leads_to_the_order()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        var list = await PageAsync(unit, "/console/orders");
        list.ShouldContain("我的待办");
        list.ShouldContain($"/console/orders/{id}");
        list.ShouldContain("/rules/explain?pack=");
        list.ShouldContain("个体工商户设立登记");
        (await PageAsync(unit, "/console/orders?state=closed")).ShouldContain("没有符合条件的工单");
        (await PageAsync(house.Staff("Handler", "JX-CITY"), "/console/orders?lang=en")).ShouldContain("My work");
    }

    [Fact]
    [Requirement("CQ-3.4.1a")]
    public async Task Only_forms_of_what_can_be_done_now_are_there_and_a_refusal_keeps_the_text()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-2", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        var page = await PageAsync(unit, $"/console/orders/{id}");
        FormsOf(page).ShouldBe(["Accepted"]);

        var accepted = await PostAsync(unit, id, page, "Accepted", ("officer", "1024"));
        (accepted.StatusCode, accepted.Headers.Location!.AbsolutePath).ShouldBe((HttpStatusCode.Found, $"/console/orders/{id}"));

        page = await PageAsync(unit, $"/console/orders/{id}");
        FormsOf(page).ShouldBe(["Contacted", "Verified", "Extended", "RaterSeen"]);
        var refused = await PostAsync(unit, id, page, "Verified", ("verdict", "True"), ("finding", "核实时写下的话"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel));
        again.ShouldContain("核实时写下的话");
        again.ShouldContain("请选择问题分类。");
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_loses_nothing()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-3", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        var page = await PageAsync(unit, $"/console/orders/{id}");
        await PostAsync(unit, id, page, "Accepted", ("officer", "1024"));
        var second = await PostAsync(unit, id, page, "Accepted", ("officer", "2048 号同事"));
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var text = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(Cancel));
        text.ShouldContain("工单刚刚被其他人办理过");
        text.ShouldContain("2048 号同事");
    }

    [Fact]
    public async Task Contact_details_are_shown_once_and_nowhere_kept()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-4", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        await unit.Do(id, "accept", new { officer = "1024" });
        var page = await PageAsync(unit, $"/console/orders/{id}");
        var shown = await PostAsync(unit, id, page, "RaterSeen");
        (await shown.Content.ReadAsStringAsync(Cancel)).ShouldContain("10000000001");
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldNotContain("10000000001");
    }

    [Fact]
    public async Task What_to_say_on_the_first_call_stands_beside_its_form_and_can_be_printed()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-6", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var police = house.Staff("Handler", "JX-POLICE");
        const string Greeting = "您于2026 年 11 月 20 日就“个体工商户设立登记”作出“不满意”的评价";
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldNotContain(Greeting, Case.Sensitive, "before there is somebody to call");
        await unit.Do(id, "accept", new { officer = "1024" });
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldContain(Greeting);
        (await PageAsync(unit, $"/console/orders/{id}/script")).ShouldContain(Greeting);
        (await PageAsync(unit, $"/console/orders/{id}/script?lang=en")).ShouldContain("What would help");
        (await police.GetAsync(new Uri($"/console/orders/{id}/script", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_foreign_order_is_not_found()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-5", "JX-CITY", "360100000000");
        using var police = house.Staff("Handler", "JX-POLICE");
        (await police.GetAsync(new Uri($"/console/orders/{id}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> PageAsync(HttpClient who, string path)
    {
        using var response = await who.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private static IReadOnlyList<string> FormsOf(string page) => [.. Handler().Matches(page).Select(m => m.Groups[1].Value)];

    private static Task<HttpResponseMessage> PostAsync(HttpClient who, Guid id, string page, string form, params (string Name, string Value)[] fields)
    {
        (string, string)[] hidden = [("_handler", form), ("__RequestVerificationToken", Token().Match(page).Groups[1].Value), ("version", Version().Match(page).Groups[1].Value)];
        var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return who.PostAsync(new Uri($"/console/orders/{id}", UriKind.Relative), content, Cancel);
    }

    [GeneratedRegex("name=\"_handler\" value=\"(\\w+)\"")]
    private static partial Regex Handler();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
