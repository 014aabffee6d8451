using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A handler takes an order from the list to its report, and the rater's receipt tells each step.</summary>
[Trait("Kind", "Browser")]
public sealed class DeskTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    [Fact]
    public async Task A_handler_accepts_contacts_verifies_and_reports_and_the_receipt_shows_it()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440, Touch: false), story.SessionOf("unit"));
        await page.GotoAsync("/console/orders/replies");
        await page.FillAsync("#f-name", "致歉");
        await page.FillAsync("#f-text", "给您添麻烦了，");
        await page.ClickAsync("form:has(#f-text) button");
        await page.GotoAsync("/console/orders");
        await page.ClickAsync($"tbody a[href='{story.Order}']");
        await page.ActAsync("Accepted", ("officer", "1024"));
        await page.ActAsync("Contacted", ("method", "Phone"), ("reached", "true"), ("recording", "R-1"), ("note", "确有等待时间长的情况"));
        await page.ActAsync("Verified", ("verdict", "True"), ("triage", "Simple"), ("cause", "Process"), ("finding", "叫号系统故障"));
        await page.GotoAsync(story.Order + "?act=Handled#act-Handled");
        await page.SelectOptionAsync("#template", new SelectOptionValue { Label = "致歉" });
        (await page.InputValueAsync("textarea[name=reply]")).ShouldBe("给您添麻烦了，");
        (await page.IsVisibleAsync("button[name=insert]")).ShouldBeFalse("the choice alone is enough");
        await page.ActAsync("Handled", ("result", "已修复叫号系统"), ("reply", "给您添麻烦了，叫号系统已修好。"));
        (await page.InnerTextAsync("main")).ShouldContain("已修复叫号系统");

        var citizen = await chromium.VisitAsync(story.Town, new Look());
        await citizen.GotoAsync(story.Receipt);
        (await citizen.InnerTextAsync("main")).ShouldContain("给您添麻烦了，叫号系统已修好。");
        (await citizen.Locator(".steps li.done").CountAsync()).ShouldBeGreaterThanOrEqualTo(3);
        await page.Context.CloseAsync();
        await citizen.Context.CloseAsync();
    }

    [Fact]
    public async Task An_administrator_needs_the_second_factor()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440, Touch: false));
        await page.GotoAsync("/console/sign-in?to=/console/accounts");
        await page.FillAsync("#f-account", "chief");
        await page.FillAsync("#f-password", StoryTown.Password);
        await page.ClickAsync("button.wide");
        page.Url.ShouldContain("/console/sign-in/code");
        await page.GotoAsync("/console/accounts");
        page.Url.ShouldContain("/console/sign-in");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task From_the_case_to_its_task_and_order_by_links()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440, Touch: false), story.SessionOf("unit"));
        await page.GotoAsync(story.Case);
        await page.ClickAsync("main a[href*='/console/tasks/']");
        (await page.InnerTextAsync("main")).ShouldContain("非常不满意");
        await page.ClickAsync("main a[href*='/console/orders/']");
        page.Url.ShouldEndWith(story.Order);
        await page.Context.CloseAsync();
    }
}
