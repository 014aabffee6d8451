using System.Net;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ui;

/// <summary>What people see when something is not there, not allowed, broken or away: a page in their language that says what to do.</summary>
public sealed class ErrorPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Not_found_is_a_page_in_both_languages_and_stays_at_its_address()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var page = await ReadAsync(town, "/nowhere?a=1", HttpStatusCode.NotFound);
        page.ShouldContain("没有找到这个页面");
        page.ShouldContain("回到首页");
        page.ShouldContain("return=%2Fnowhere%3Fa%3D1", Case.Sensitive, "changing the language comes back here");
        (await ReadAsync(town, "/nowhere?lang=en", HttpStatusCode.NotFound)).ShouldContain("Page not found");
        var console = await ReadAsync(town, "/console/nowhere", HttpStatusCode.NotFound);
        console.ShouldContain("href=\"/console\"");
        console.ShouldContain("回到工作台");
    }

    [Fact]
    public async Task A_page_that_finds_nothing_says_so_in_its_own_words()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        (await ReadAsync(town, "/e/cut-short", HttpStatusCode.NotFound)).ShouldContain("没有找到评价入口");
        (await ReadAsync(town, "/r/7KQF2M8XPD4T", HttpStatusCode.NotFound)).ShouldContain("没有这个回执码");
        (await ReadAsync(town, "/r/7KQF2M8XPD4T?lang=en", HttpStatusCode.NotFound)).ShouldContain("There is no such receipt code");
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await unit.GoAsync("/console/orders/3a2d1887-8b48-885f-b52e-ea91bfbd3c55")).Status.ShouldBe(HttpStatusCode.NotFound);
        unit.Html.ShouldContain("没有找到这个工单");
    }

    [Fact]
    public async Task A_character_that_nothing_can_keep_is_said_in_words()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        using var form = new StringContent("account=a%00b&password=x", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await town.Citizen.PostAsync(new Uri("/console/sign-in", UriKind.Relative), form, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("看不见、也无法保存的字符");
        (await ReadAsync(town, "/complain?q=%00", HttpStatusCode.BadRequest)).ShouldContain("看不见、也无法保存的字符");
        (await town.Citizen.GetStringAsync(new Uri("/complain?q=演示", UriKind.Relative), Cancel)).ShouldNotContain("无法保存的字符");
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await unit.GoAsync("/api/v1/orders?q=%00")).Status.ShouldBe(HttpStatusCode.BadRequest);
        unit.Html.ShouldContain("text-unreadable");
    }

    [Fact]
    public async Task Not_allowed_is_a_page_in_both_languages()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await unit.GoAsync("/console/accounts")).Status.ShouldBe(HttpStatusCode.Forbidden);
        unit.Html.ShouldContain("您没有权限");
        unit.Html.ShouldContain("请联系本单位管理员");
        (await unit.GoAsync("/console/accounts?lang=en")).Html.ShouldContain("ask your administrator");
    }

    [Fact]
    public async Task A_fault_is_a_page_with_a_number_and_without_details()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await town.LookAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE evaluations_receipts", Cancel));
        var page = await ReadAsync(town, "/r/7KQF2M8XPD4T", HttpStatusCode.InternalServerError);
        page.ShouldContain("系统出了问题");
        page.ShouldContain("错误编号：");
        page.ShouldNotContain("evaluations_receipts");
        page.ShouldNotContain("Exception");
        (await ReadAsync(town, "/r/7KQF2M8XPD4T?lang=en", HttpStatusCode.InternalServerError)).ShouldContain("You did nothing wrong");
    }

    [Fact]
    public async Task A_store_that_is_away_is_503_and_says_when_to_try_again()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var file = await town.LookAsync(db => Task.FromResult(db.Database.GetDbConnection().DataSource));
        SqliteConnection.ClearAllPools();
        foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
        {
            File.Delete(part);
        }

        Directory.CreateDirectory(file); // nothing can be opened there
        var answer = await town.Citizen.GetAsync("/r/7KQF2M8XPD4T", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("请等一分钟再试一次");
        (await ReadAsync(town, "/r/7KQF2M8XPD4T?lang=en", HttpStatusCode.ServiceUnavailable)).ShouldContain("Not available for the moment");
    }

    private static async Task<string> ReadAsync(Town town, string path, HttpStatusCode status)
    {
        using var answer = await town.Citizen.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        answer.StatusCode.ShouldBe(status);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
