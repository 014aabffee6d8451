using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Exchange;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A whole day at a desk: of a handler, of the authority and of an auditor, page after page, by mouse and keys.</summary>
[Trait("Kind", "Browser")]
public sealed class DayTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    private static readonly Look Desk = new(1440);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handlers_day_from_the_queue_to_the_reply()
    {
        var order = await ANegativeAsync();
        var page = await chromium.VisitAsync(story.Town, Desk, story.SessionOf("unit"));
        await page.GotoAsync("/console/orders/replies");
        await page.FillAsync("#f-name", "致歉");
        await page.FillAsync("#f-text", "给您添麻烦了，");
        await page.ClickAsync("form:has(#f-text) button");

        await page.GotoAsync("/console/desk");
        for (var row = 0; row < 10 && await FocusedAsync(page) != PathOf(order); row++)
        {
            await page.Keyboard.PressAsync("j"); // down the rows
        }

        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(PathOf(order));
        await page.ActAsync("Accepted", ("officer", "1024"));
        await page.ActAsync("RaterSeen");
        (await page.InnerTextAsync("main")).ShouldContain("联系方式（本次查看已记录）");
        await page.ActAsync("Contacted", ("method", "Phone"), ("reached", "false"));
        await page.SendAsync("Contacted", ("method", "Phone"), ("reached", "true"), ("note", "确有等待时间长的情况"));
        (await page.InnerTextAsync("#problem")).ShouldContain("通话记录");
        (await page.InputValueAsync("form:has(input[value=Contacted]) textarea[name=note]")).ShouldBe("确有等待时间长的情况", "what was written is not lost");
        await page.ActAsync("Contacted", ("recording", "R-1"));
        await page.ActAsync("Verified", ("verdict", "True"), ("triage", "Complex"), ("cause", "Process"), ("finding", "叫号系统故障"));
        await page.ActAsync("MeasureTaken", ("method", "Rectify"), ("promised", "2026-11-25"), ("measure", "更换叫号主机"));
        await page.ActAsync("Extended", ("reason", "主机要从外地调运"), ("newDay", "2026-12-10"));
        await page.GotoAsync($"{PathOf(order)}?act=Handled#act-Handled");
        await page.SelectOptionAsync("#template", new SelectOptionValue { Label = "致歉" });
        (await page.InputValueAsync("textarea[name=reply]")).ShouldBe("给您添麻烦了，");
        await page.ActAsync("Handled", ("result", "已更换叫号主机"), ("reply", "给您添麻烦了，叫号系统已修好。"));
        (await page.InnerTextAsync(".head, main")).ShouldContain("已办结");
        (await page.InnerTextAsync("main")).ShouldContain("审核、回访时限");
        (await page.ComplaintsAsync(Desk, "day-handler-order")).ShouldBeEmpty();
        await page.GotoAsync("/console/desk");
        (await page.InnerTextAsync("main")).ShouldNotContain((await RowAsync(order)).Number);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_authoritys_day_of_visits_pressure_appeals_draws_and_alerts()
    {
        var (handled, one, two, appealed) = (await AHandledOrderAsync(), await ANegativeAsync(), await ANegativeAsync(), await ANegativeAsync());
        var appeal = await AppealAsync(await RowAsync(appealed));
        var page = await chromium.VisitAsync(story.Town, Desk, story.SessionOf("chief"));

        await page.GotoAsync("/console/desk");
        await page.ClickAsync($"main a[href*='{PathOf(handled)}?act=Visited']");
        await page.ActAsync("Visited", ("method", "Phone"), ("reached", "true"), ("satisfaction", "Satisfied"), ("note", "评价人表示满意"));
        (await page.InnerTextAsync("main")).ShouldContain("已归档");

        await page.GotoAsync("/console/orders?size=200");
        await page.CheckAsync($"input[name=order][value='{one}']");
        await page.CheckAsync($"input[name=order][value='{two}']");
        await page.ClickAsync("button[name=act][value=Urged]");
        (await page.GetByText("将督办", new() { Exact = true }).CountAsync()).ShouldBe(2);
        (await page.ComplaintsAsync(Desk, "day-authority-bulk")).ShouldBeEmpty();
        await page.FillAsync("#f-text", "请在时限前办结");
        await page.ClickAsync("button[name=confirm]");
        (await page.InnerTextAsync("main [role=status]")).ShouldContain("已办理 2 件，未办理 0 件");

        await page.GotoAsync($"{PathOf(one)}?act=Listed#act-Listed");
        await page.ActAsync("Listed", ("reason", "同类问题第二次出现"));
        await page.GotoAsync("/console/orders?due=listed");
        await page.ClickAsync($"tbody a[href='{PathOf(one)}']");
        await page.ActAsync("Unlisted", ("reason", "已落实专人"));

        await page.GotoAsync(appeal);
        await page.ActAsync("propose", ("uphold", "true"), ("method", "Files"), ("finding", "录像编号 L-1"));
        (await page.InnerTextAsync("main")).ShouldContain("您已经办理过本件");
        var deputy = await chromium.VisitAsync(story.Town, Desk, story.SessionOf("deputy"));
        await deputy.GotoAsync("/console/desk");
        await deputy.ClickAsync($"main a.btn[href='{appeal}']");
        await deputy.ActAsync("decide", ("agrees", "true"), ("reason", "录像属实"));
        (await deputy.InnerTextAsync("main")).ShouldContain("决定：成立，不予采纳");
        await deputy.Context.CloseAsync();
        await story.Town.SettleAsync();
        (await RowAsync(appealed)).State.ShouldBe(OrderState.Voided);

        await page.GotoAsync("/console/orders/draws");
        await page.ActAsync("announce", ("region", "360100"), ("size", "5"));
        await page.ArriveAsync("/console/orders/draws/");
        (await page.InnerTextAsync("main")).ShouldContain("种子承诺值");
        (await page.ComplaintsAsync(Desk, "day-authority-draw")).ShouldBeEmpty();

        await page.GotoAsync(story.PathOf("alert"));
        var measure = await page.Locator("input[name=measure]").First.GetAttributeAsync("value");
        await page.ActAsync("decide", ("measure", measure!), ("due", "2026-11-25"), ("reason", "情况属实，请约谈"));
        await page.ActAsync("finish", ("done", "true"), ("outcome", "已约谈并整改"));
        (await page.InnerTextAsync("main")).ShouldContain("已约谈并整改");
        (await page.ComplaintsAsync(Desk, "day-authority-alert")).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_auditors_day_sees_who_looked_what_is_sealed_and_changes_nothing()
    {
        var order = await ANegativeAsync();
        await TwoHouses.ActAsync<AcceptOrder, AcceptOrder.Request>(story.Town, order, new("1024", null));
        var unit = await chromium.VisitAsync(story.Town, Desk, story.SessionOf("unit"));
        await unit.GotoAsync(PathOf(order));
        await unit.ActAsync("RaterSeen");
        await unit.Context.CloseAsync();

        var page = await chromium.VisitAsync(story.Town, Desk, story.SessionOf("auditor"));
        await page.GotoAsync("/console/access-log");
        (await page.InnerTextAsync($"tbody tr:has-text('{(await RowAsync(order)).CaseId}')")).ShouldContain("演示人员");
        (await page.ComplaintsAsync(Desk, "day-auditor-access")).ShouldBeEmpty();

        await story.Town.SettleAsync();
        await page.GotoAsync("/console/ledger");
        var root = await page.InnerTextAsync("main code");
        await TwoHouses.ActAsync<RecordContact, RecordContact.Request>(story.Town, order, new(ContactMethod.Phone, true, "R-2", "属实", null));
        await story.Town.SettleAsync();
        await page.ReloadAsync();
        (await page.InnerTextAsync("main code")).ShouldNotBe(root, "every act is sealed");
        (await page.InnerTextAsync("main")).ShouldNotContain("存证延误");
        (await page.APIRequest.GetAsync(new Uri(story.Town.Address, "/ledger/checkpoint").ToString())).Status.ShouldBe(200);
        (await page.ComplaintsAsync(Desk, "day-auditor-ledger")).ShouldBeEmpty();

        await page.GotoAsync(PathOf(order));
        (await page.InnerTextAsync("main")).ShouldContain("回访核实");
        (await page.Locator("main .acts form").CountAsync()).ShouldBe(0, "who looks on has no act");
        (await page.InnerTextAsync("main")).ShouldNotContain("等了很久", Case.Sensitive, "what the rater wrote is not for whoever only looks on");
        (await page.OpenAsync("/console/rules/compare?left=ND&right=JX")).ShouldBe(200);
        (await story.Town.FaultsAsync()).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    private static string PathOf(Guid order) => $"/console/orders/{order}";

    private static Task<string?> FocusedAsync(IPage page) => page.EvaluateAsync<string?>("() => document.activeElement.getAttribute('href')");

    private Task<Order> RowAsync(Guid id) => story.Town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.Id == id, Cancel));

    /// <summary>A bad rating of the unit; the key of its order.</summary>
    private async Task<Guid> ANegativeAsync()
    {
        var number = await story.Town.ACaseIsCompleted();
        (await story.Town.Rate(await story.Town.LinkOf(number), 1, "等了很久")).EnsureSuccessStatusCode();
        await story.Town.SettleAsync();
        return await story.Town.LookAsync(db => db.Orders.Where(o => o.CaseNumber == number).Select(o => o.Id).SingleAsync(Cancel));
    }

    private async Task<Guid> AHandledOrderAsync()
    {
        var (town, order) = (story.Town, await ANegativeAsync());
        await TwoHouses.ActAsync<AcceptOrder, AcceptOrder.Request>(town, order, new("1024", null));
        await TwoHouses.ActAsync<RecordContact, RecordContact.Request>(town, order, new(ContactMethod.Phone, true, "R-3", "属实", null));
        await TwoHouses.ActAsync<VerifyOrder, VerifyOrder.Request>(town, order, new(Verdict.True, Triage.Complex, CauseKind.Process, "材料清单不全", null));
        await TwoHouses.ActAsync<ReportRectification, ReportRectification.Request>(town, order, new("已更新清单", "已更新清单，谢谢您。", null));
        return order;
    }

    /// <summary>The unit appeals from the page of the task; the path of the appeal.</summary>
    private async Task<string> AppealAsync(Order order)
    {
        var page = await chromium.VisitAsync(story.Town, Desk, story.SessionOf("unit"));
        await page.GotoAsync($"/console/tasks/{order.CaseId}/{order.About.TaskId}/appeal");
        await page.Locator("input[name=against]").First.CheckAsync();
        await page.ActAsync("file", ("by", "Agency"), ("ground", "Untrue"), ("statement", "监控显示窗口当时没有排队"));
        await page.ArriveAsync(url => url.Contains("/console/appeals/", StringComparison.Ordinal));
        var path = new Uri(page.Url).AbsolutePath;
        await page.Context.CloseAsync();
        return path;
    }
}
