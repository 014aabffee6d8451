using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>怎么算的, asked by anyone at the front door.</summary>
public sealed class FrontDoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anyone_may_ask_why_a_date_is_that_date()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);

        var json = await town.Citizen.GetFromJsonAsync<JsonElement>("/api/v1/policy/explain?pack=JX&clock=evaluation-window&from=2020-09-28T15:00:00%2B08:00", Cancel);

        json.GetProperty("lastDay").GetString().ShouldBe("2020-10-12");
        json.GetProperty("expiresAt").GetString().ShouldBe("2020-10-13T00:00:00+08:00");
        json.GetProperty("days").EnumerateArray().Count(d => d.GetProperty("counted").GetBoolean()).ShouldBe(5);
        json.EnumerateObject().Select(p => p.Name).ShouldBeSubsetOf(
            ["pack", "version", "name", "document", "clock", "length", "unit", "soft", "from", "lastDay", "expiresAt", "provisional", "banners", "cites", "days"]);
        (await town.Citizen.GetAsync("/api/v1/policy/explain", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_shows_days_off_and_worked_with_article_and_notice_in_both_languages()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var deadline = Shipped.Deadlines.Compute(Shipped.Pack("JX"), Clock.EvaluationWindow, new(2020, 9, 28, 15, 0, 0, TimeSpan.FromHours(8)));
        var link = deadline.ExplainPath;

        var chinese = await town.Citizen.GetStringAsync(link, Cancel);
        var english = await town.Citizen.GetStringAsync(link + "&lang=en", Cancel);

        chinese.ShouldContain("2020 年 10 月 12 日 24:00");
        chinese.ShouldContain("江西 第六条");
        chinese.ShouldContain("国庆节、中秋节放假（国务院办公厅关于2020年部分节假日安排的通知）");
        chinese.ShouldContain("演示规则：由演示确认文件启用，不具效力");
        english.ShouldContain("12 Oct 2020");
        english.ShouldContain("make-up working day");
    }

    [Fact]
    public async Task What_a_pack_must_say_is_said_in_the_readers_language()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        const string Link = "/rules/explain?pack=GZ&clock=evaluation-window&from=2026-11-18";

        (await town.Citizen.GetStringAsync(Link, Cancel)).ShouldContain("未启用：施行日期未确认（effective_from）");
        var english = await town.Citizen.GetStringAsync(Link + "&lang=en", Cancel);
        english.ShouldContain("Not in force: the day it takes effect is not confirmed (effective_from)");
        english.ShouldNotContain("未确认");
    }

    [Fact]
    public async Task A_wrong_question_and_no_question_still_get_a_page()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);

        (await town.Citizen.GetStringAsync("/rules/explain", Cancel)).ShouldContain("2026 年 11 月");
        (await town.Citizen.GetStringAsync("/rules/explain?pack=QQ", Cancel)).ShouldContain("没有这个规则包");
    }

    [Theory]
    [InlineData("/console/rules")]
    [InlineData("/console/rules/JX")]
    [InlineData("/console/calendar")]
    public async Task The_console_is_for_staff(string page)
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);

        ((int)(await town.Citizen.GetAsync(page, Cancel)).StatusCode).ShouldBeOneOf(302, 401);
    }
}
