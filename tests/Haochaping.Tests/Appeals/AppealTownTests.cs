using System.Net;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.Statistics.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Ledger;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Desk = Haochaping.Tests.Identity.Desk;

namespace Haochaping.Tests.Appeals;

/// <summary>The whole house: a bad rating, the unit that appeals, the rater who answers, and two people who decide, all by their pages.</summary>
public sealed class AppealTownTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-15j", "JX-20g", "JX-09d", "HK-3.9d")]
    public async Task Two_people_uphold_an_appeal_and_the_rating_leaves_the_figures_but_not_the_house(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00", new Dictionary<string, string?> { ["Appeals:ReauditPercent"] = "100" });
        var (caseId, taskId, receipt) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var one = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        using var two = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        using var three = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        (await one.GoAsync("/console/appeals")).Html.ShouldContain("没有符合条件的申诉");

        var appeal = await FileAsync(unit, caseId, taskId);
        using var own = await Desk.OfAsync(town, Role.Supervisor, ["JX-CITY"], []);
        (await own.GoAsync($"/console/appeals/{appeal}")).Html.ShouldNotContain("value=\"propose\"", Case.Sensitive, "the rated unit does not review");
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldContain("被评价方提出申诉");
        (await one.GoAsync("/console/appeals")).Html.ShouldContain($"/console/appeals/{appeal}");
        await one.GoAsync($"/console/appeals/{appeal}");
        (await one.FillAsync("propose", ("uphold", "true"), ("method", "Files"))).Html.ShouldContain("请写明核实情况和证据。");
        await one.FillAsync("propose", ("uphold", "true"), ("method", "Files"), ("finding", "录像编号 L-1"));
        one.Html.ShouldContain("您已经办理过本件");
        one.Html.ShouldNotContain("value=\"decide\"");
        await two.GoAsync($"/console/appeals/{appeal}");
        await two.FillAsync("decide", ("agrees", "true"), ("reason", "录像属实"));
        two.Html.ShouldContain("决定：成立，不予采纳");
        two.Html.ShouldContain("非常不满意"); // the rating as it was given
        await town.SettleAsync();

        (await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel))).State.ShouldBe(OrderState.Voided);
        var total = await TotalAsync(town);
        (total.Invited, total.Active, total.NotAdopted, total[Measure.Orders]).ShouldBe((0, 0, 1, 0));
        (total.PositiveRateBeforeAppeals, total.UpheldRate).ShouldBe((new Rate(0, 1), new Rate(1, 1)));
        (await unit.GoAsync($"/console/tasks/{caseId}/{taskId}")).Html.ShouldContain("非常不满意");
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldContain("您的评价原文仍然保留");

        // drawn for a third look
        (await two.GoAsync($"/console/appeals/{appeal}")).Html.ShouldNotContain("value=\"reaudit\"");
        (await three.GoAsync("/console/appeals?reaudit=open")).Html.ShouldContain($"/console/appeals/{appeal}");
        await three.GoAsync($"/console/appeals/{appeal}");
        (await three.FillAsync("reaudit", ("confirmed", "true"), ("finding", "复核无误"))).Html.ShouldContain("抽查无误");
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_rater_speaks_once_before_the_decision_and_a_slip_opens_the_fast_lane(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var (caseId, taskId, receipt) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var one = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        var appeal = await FileAsync(unit, caseId, taskId, "Mistaken");

        (await AnswerAsync(town, "/r/AAAABBBBCCCC", appeal, ("said", "slip"))).ShouldBe(HttpStatusCode.NotFound);
        (await AnswerAsync(town, receipt, appeal, ("said", "true"))).ShouldBe(HttpStatusCode.Redirect); // says nothing: asked again
        (await town.LookAsync(db => db.Appeals.AsNoTracking().SingleAsync(Cancel))).AnsweredAt.ShouldBeNull();
        (await AnswerAsync(town, receipt, appeal, ("said", "slip"), ("statement", "点错了"))).ShouldBe(HttpStatusCode.Redirect);
        (await AnswerAsync(town, receipt, appeal, ("said", "slip"))).ShouldBe(HttpStatusCode.Conflict);
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldContain("您已说明情况");

        await one.GoAsync($"/console/appeals/{appeal}");
        one.Html.ShouldContain("评价人凭短信链接确认误评");
        await one.FillAsync("propose", ("uphold", "true"), ("method", "Phone"), ("finding", "评价人已说明"));
        (await town.LookAsync(db => db.Appeals.AsNoTracking().SingleAsync(Cancel))).State.ShouldBe(AppealState.Upheld);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Another_unit_and_another_region_see_nothing_and_the_unit_may_withdraw_and_file_again(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var (caseId, taskId, receipt) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var other = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);
        using var elsewhere = await Desk.OfAsync(town, Role.Supervisor, [], ["440300"]);
        (await other.GoAsync($"/console/tasks/{caseId}/{taskId}/appeal")).Status.ShouldBe(HttpStatusCode.NotFound);
        var appeal = await FileAsync(unit, caseId, taskId);

        (await other.GoAsync($"/console/appeals/{appeal}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await elsewhere.GoAsync($"/console/appeals/{appeal}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await unit.GoAsync($"/console/appeals/{appeal}");
        (await unit.FillAsync("withdraw")).Html.ShouldContain("已撤回");
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldNotContain("被评价方提出申诉");
        (await FileAsync(unit, caseId, taskId)).ShouldNotBe(appeal);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Who_withdraws_after_the_first_opinion_does_not_get_other_reviewers(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var (caseId, taskId, _) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        using var one = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        await viewer.GoAsync($"/console/tasks/{caseId}/{taskId}/appeal");
        (await viewer.FillAsync("file", ("by", "Agency"), ("ground", "Untrue"), ("against", "总体评价"), ("statement", "录像显示办理及时"))).Html.ShouldContain("代表单位提出申诉须由承办或主管人员办理");
        var appeal = await FileAsync(unit, caseId, taskId);
        await one.GoAsync($"/console/appeals/{appeal}");
        await one.FillAsync("propose", ("uphold", "false"), ("method", "Files"), ("finding", "录像与申诉不符"));

        await unit.GoAsync($"/console/appeals/{appeal}");
        (await unit.FillAsync("withdraw")).Html.ShouldContain("已撤回");
        (await unit.GoAsync($"/console/tasks/{caseId}/{taskId}")).Html.ShouldNotContain($"/console/tasks/{caseId}/{taskId}/appeal");
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_order_of_a_complaint_outlives_the_rating_that_joined_it(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var link = await town.LinkOf(await town.ACaseIsCompleted());
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/complain?e=" + link);
        await citizen.FillAsync("complain", ("Form.Kind", "Procedure"), ("Form.Text", "同一份材料交了两次"));
        var receipt = citizen.Path;
        await town.SettleAsync();
        (await town.Rate(link, 1, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var one = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        using var two = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        var appeal = await FileAsync(unit, order.CaseId, order.About.TaskId);
        await one.GoAsync($"/console/appeals/{appeal}");
        await one.FillAsync("propose", ("uphold", "true"), ("method", "Files"), ("finding", "录像编号 L-1"));
        await two.GoAsync($"/console/appeals/{appeal}");
        await two.FillAsync("decide", ("agrees", "true"), ("reason", "录像属实"));
        await town.SettleAsync();

        (await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel))).State.ShouldBe(OrderState.Dispatched);
        (await citizen.GoAsync(receipt)).Html.ShouldContain(order.Number);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Whatever_an_insider_changes_of_an_appeal_is_named(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var (caseId, taskId, _) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await FileAsync(unit, caseId, taskId);
        await town.SettleAsync();
        await using var insider = await Insider.OfAsync(town, store);

        foreach (var (table, column) in new[] { ("appeals", "state"), ("appeals", "filed_by"), ("appeals", "about"), ("appeals_trace", "text"), ("appeals_trace", "by") })
        {
            await insider.KeepAsync(table, () => insider.DoAsync(column == "about" ? $"UPDATE {table} SET {column} = replace({column}, '演示', '改过')" : $"UPDATE {table} SET \"{column}\" = \"{column}\" || 'x'"));
            (await town.FaultsAsync()).ShouldContain(f => f.Table == table && f.Column == column, $"{table}.{column}");
            await insider.RestoreAsync(table);
        }

        await insider.DoAsync("DELETE FROM appeals_trace");
        (await town.FaultsAsync()).ShouldContain(f => f.Table == "appeals_trace" && f.Code == "row-missing");
    }

    private static async Task<Guid> FileAsync(Visit unit, Guid caseId, Guid taskId, string ground = "Untrue")
    {
        (await unit.GoAsync($"/console/tasks/{caseId}/{taskId}")).Html.ShouldContain($"/console/tasks/{caseId}/{taskId}/appeal");
        await unit.GoAsync($"/console/tasks/{caseId}/{taskId}/appeal");
        (await unit.FillAsync("file", ("by", "Agency"), ("ground", ground), ("statement", "录像显示办理及时"))).Html.ShouldContain("请选择对哪些评价内容提出申诉。");
        await unit.FillAsync("file", ("by", "Agency"), ("ground", ground), ("against", "总体评价"), ("statement", "录像显示办理及时"));
        unit.Html.ShouldContain("录像显示办理及时");
        return Guid.Parse(unit.Path["/console/appeals/".Length..]);
    }

    private static async Task<HttpStatusCode> AnswerAsync(Town town, string receipt, Guid appeal, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("appeal", appeal.ToString()), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var answer = await town.Citizen.PostAsync(new Uri(receipt + "/appeal", UriKind.Relative), form, Cancel);
        return answer.StatusCode;
    }

    private static async Task<Tally> TotalAsync(Town town)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IFigures>().CountAsync(new(new(2020, 11, 1), new(2020, 11, 30), Grouping.Institution, StaffScope.Everything), Cancel)).Total;
    }

    private static async Task<(Guid CaseId, Guid TaskId, string Receipt)> ABadRatingArrives(Town town)
    {
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 1, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        await using var scope = town.Services.CreateAsyncScope();
        return (order.CaseId, order.About.TaskId, (await scope.ServiceProvider.GetRequiredService<IEvaluations>().ReceiptPathAsync(order.CaseId, order.About.TaskId, Cancel))!);
    }
}
