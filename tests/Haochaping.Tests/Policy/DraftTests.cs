using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Features;
using Haochaping.Policy.Features.Drafts;
using Haochaping.Policy.Storage;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>A new version of a place's rules on its way, through the front door: two people, two browsers.</summary>
public sealed class DraftTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GZ-03.1b")]
    public async Task One_drafts_another_approves_and_from_its_day_on_it_rules_while_old_cases_keep_theirs(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        using var second = await Drafter.ComeAsync(town, "second");
        var otherNode = ActivatorUtilities.CreateInstance<RunningRules>(town.Services);
        using var follower = ActivatorUtilities.CreateInstance<FollowRules>(town.Services, otherNode);
        await follower.LookAsync(Cancel);
        var draft = await first.GoodDraftAsync(Running(town), "2026-11-20", "8");
        first.Browser.Html.ShouldContain("窗口长度");
        await first.Browser.FillAsync("submit");
        first.Browser.Html.ShouldNotContain("value=\"approve\"", Case.Sensitive, "the page does not even offer it");

        await second.Browser.GoAsync(draft);
        (await second.Browser.FillAsync("approve")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        second.Browser.Html.ShouldContain("未演练");
        await second.Browser.GoAsync(draft);
        await second.Browser.FillAsync("approve", ("acknowledged", "true"));
        second.Browser.Html.ShouldContain("已批准，待施行");
        await follower.LookAsync(Cancel);
        otherNode.For("360100000000", new(2026, 11, 20)).Window.Length.Length.ShouldBe(8, "every node knows before its day");
        otherNode.For("360100000000", new(2026, 11, 19)).Window.Length.Length.ShouldBe(5);

        var old = await town.ACaseIsCompleted();
        (await WindowAsync(town, old)).ShouldBe("5个工作日", "its day has not come");
        town.Clock.SetNow("2026-11-20T00:10");
        await town.SettleAsync();
        (await WindowAsync(town, await town.ACaseIsCompleted())).ShouldBe("8个工作日");
        (await WindowAsync(town, old)).ShouldBe("5个工作日");
        (await Rows(town)).ShouldHaveSingleItem().State.ShouldBe(DraftState.Active);
        (await FactsAsync(town)).Distinct().Order().ShouldBe(["pack-activated@1", "pack-approved@1", "pack-drafted@1", "pack-submitted@1"]);
        await second.ComeAgainAsync();
        (await second.Browser.GoAsync(draft)).Html.ShouldContain("pack-activated");
        second.Browser.Html.ShouldContain("演示管理员first");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Whoever_wrote_on_a_draft_cannot_approve_it_even_by_a_form_that_is_not_there(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        using var second = await Drafter.ComeAsync(town, "second");
        using var third = await Drafter.ComeAsync(town, "third");
        var draft = await first.GoodDraftAsync(Running(town), "2026-11-20", "8");
        await second.EditAsync(draft, "form", ("v.form.free_text.max_chars", "400"), ("c.form.free_text.max_chars", "JX-06"));
        await first.Browser.GoAsync(draft);
        await first.Browser.FillAsync("submit");
        var row = (await Rows(town)).Single();

        // A page that still shows the form to somebody else, sent by each author: the act refuses as well.
        foreach (var author in row.Authors)
        {
            await using var scope = town.Services.CreateAsyncScope();
            var refused = await scope.ServiceProvider.GetRequiredService<DecideDraft>().ApproveAsync(row.Id, row.Version, true, Kernel.Actors.Actor.Parse(author), Cancel);
            refused.Refusal!.Code.ShouldBe("own-draft");
        }

        row.Authors.Count.ShouldBe(2);
        await second.Browser.GoAsync(draft);
        second.Browser.Html.ShouldNotContain("value=\"approve\"");
        await third.Browser.GoAsync(draft);
        await third.Browser.FillAsync("approve", ("acknowledged", "true"));
        third.Browser.Html.ShouldContain("已批准，待施行");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Two_approvers_at_once_make_one_approval(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        using var second = await Drafter.ComeAsync(town, "second");
        using var third = await Drafter.ComeAsync(town, "third");
        var draft = await first.GoodDraftAsync(Running(town), "2026-11-20", "8");
        await first.Browser.FillAsync("submit");
        await second.Browser.GoAsync(draft);
        await third.Browser.GoAsync(draft);

        var answers = await Task.WhenAll(
            second.Browser.FillAsync("approve", ("acknowledged", "true")), third.Browser.FillAsync("approve", ("acknowledged", "true")));

        answers.Select(a => a.Status).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        (await FactsAsync(town)).Count(f => f == "pack-approved@1").ShouldBe(1);
    }

    [Xunit.Fact]
    [Requirement("X-03")]
    public async Task A_draft_with_an_open_mandatory_value_is_not_even_submitted()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        var draft = await first.DraftAsync(Running(town));

        await first.Browser.FillAsync("rehearse");
        first.Browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the national default would be played under its name");
        await first.Browser.FillAsync("submit");
        first.Browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        first.Browser.Html.ShouldContain("施行日期未确认");
        first.Browser.Html.ShouldContain("默认评价等级未确认", Case.Sensitive, "what a demo confirmed is not taken over");
        (await Rows(town)).Single().State.ShouldBe(DraftState.Draft);

        await first.EditAsync(draft, "pack", ("v.pack.effective_from", "2026-11-17"));
        await first.EditAsync(draft, "default_rating", ("v.default_rating.grade_confirmed", "true"), ("c.default_rating.grade_confirmed", "JX-06"));
        await first.Browser.GoAsync(draft);
        (await first.Browser.FillAsync("submit")).Html.ShouldContain("不能溯及既往");
    }

    [Xunit.Fact]
    public async Task Everything_typed_is_kept_and_every_complaint_stands_at_its_field()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        var draft = await first.DraftAsync(Running(town));

        await first.EditAsync(draft, "deadline",
            ("v.deadline.accept:length", "很快: [\"马上\""), ("v.deadline.extension.max_count", "二"), ("c.deadline.extension.max_count", ""), ("v.deadline.complex:length", "12"));

        first.Browser.Html.ShouldContain("已保存；全稿还有");
        first.Browser.Html.ShouldContain("value=\"很快: [&quot;马上&quot;\"");
        first.Browser.Html.ShouldContain("“二”须为 0 至 20 的整数");
        first.Browser.Html.ShouldContain("cites 中缺少这一项的依据");
        first.Browser.Html.ShouldContain("length 须为 0 至 3660 的整数");
        var body = (await Rows(town)).Single().Body;
        body.ShouldContain("complex: {length: 12, unit: working_day, soft: true}", Case.Sensitive, "what was right beside it is kept too");
        body.ShouldContain("JX-15 原则上10个工作日");

        await first.SendAsync(("v.deadline.accept:length", ""), ("v.deadline.accept:unit", ""), ("v.deadline.extension.max_count", ""));
        first.Browser.Html.ShouldContain("已保存。");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Who_saves_an_older_draft_is_told_and_loses_nothing(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        using var second = await Drafter.ComeAsync(town, "second");
        var draft = await first.DraftAsync(Running(town));
        await first.Browser.GoAsync($"{draft}/edit?group=window");
        await second.EditAsync(draft, "window", ("v.window.length", "9"));

        await first.SendAsync(("v.window.length", "11"));

        first.Browser.Status.ShouldBe(HttpStatusCode.Conflict);
        first.Browser.Html.ShouldContain("本稿刚被他人改动");
        first.Browser.Html.ShouldContain("value=\"11\"");
        (await Rows(town)).Single().Body.ShouldContain("length: 9");
    }

    [Xunit.Fact]
    public async Task What_is_withdrawn_before_its_day_never_rules_and_what_rules_cannot_be_withdrawn()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        using var second = await Drafter.ComeAsync(town, "second");
        await ApprovedAsync(town, first, second, "2026-11-20", "8");
        (await second.Browser.FillAsync("withdraw")).Html.ShouldContain("请填写撤销原因");
        await second.Browser.FillAsync("withdraw", ("reason", "条文有误"));
        second.Browser.Html.ShouldContain("条文有误");
        await ApprovedAsync(town, first, second, "2026-11-18", "9");

        (await WindowAsync(town, await town.ACaseIsCompleted())).ShouldBe("9个工作日", "approved for today, it rules without a restart");
        second.Browser.Html.ShouldContain("value=\"withdraw\"");
        (await second.Browser.FillAsync("withdraw", ("reason", "反悔"))).Status.ShouldBe(HttpStatusCode.Conflict);
        town.Clock.SetNow("2026-11-20T09:00");
        await town.SettleAsync();
        (await WindowAsync(town, await town.ACaseIsCompleted())).ShouldBe("9个工作日");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_text_that_was_altered_after_its_approval_rules_nothing_and_takes_nothing_down(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        using var second = await Drafter.ComeAsync(town, "second");
        await ApprovedAsync(town, first, second, "2026-11-20", "8");
        await town.LookAsync(db => db.PackDrafts.ExecuteUpdateAsync(s => s.SetProperty(d => d.Body, d => d.Body.Replace("length: 8", "length: 1")), Cancel));

        var packs = town.Services.GetRequiredService<IRulePacks>();
        (await packs.ReloadAsync(Cancel)).Refusal.ShouldBeNull();

        packs.Refused!.Complaints!.ShouldHaveSingleItem().Code.ShouldBe("draft-altered");
        town.Clock.SetNow("2026-11-20T09:00");
        await town.SettleAsync();
        (await WindowAsync(town, await town.ACaseIsCompleted())).ShouldBe("5个工作日");
        (await Rows(town)).Single().State.ShouldBe(DraftState.Approved);
    }

    [Xunit.Fact]
    public async Task Every_shipped_rehearsal_of_the_pack_is_played_with_the_draft_and_who_breaks_one_reads_which()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2026-11-18T09:00");
        using var first = await Drafter.ComeAsync(town, "first");
        var running = town.Services.GetRequiredService<IRulePacks>().Find("GZ", new DateOnly(2026, 11, 18))!.Ref.ToString();
        var page = await first.DraftAsync(running);
        await first.EditAsync(page, "pack", ("v.pack.effective_from", "2026-11-20"));

        await RehearseAsync(first, page);

        first.Browser.Html.ShouldContain("guangzhou-one-per-case.yaml");
        first.Browser.Html.ShouldContain("，0 个不符");
        first.Browser.Html.ShouldNotContain("S01-shenzhen", Case.Sensitive, "only those that name its pack");
        await first.EditAsync(page, "window", ("v.window.length", "8"), ("c.window.length", "[LC] 演示市政务服务局，会议纪要第 1 号"));
        (await first.Browser.GoAsync(page)).Html.ShouldContain("未演练", Case.Sensitive, "what was played was another text");

        await RehearseAsync(first, page);

        first.Browser.Html.ShouldContain("2020-11-02 10:00 任务 A：最后一日 2020-11-09，实际：2020-11-10");
        first.Browser.Html.ShouldNotContain("，0 个不符");
        var found = (await Rows(town)).Single().Rehearsed.ShouldNotBeNull();
        found.Played.Where(p => p.Unmet > 0).Select(p => p.File).ShouldBe(["guangzhou-one-per-case.yaml"]);
        found.Played.Single(p => p.File == "S25-guangzhou-audit.yaml").Unmet.ShouldBe(0, "what the change does not touch stays as it was");
        await first.Browser.FillAsync("submit");
        using var second = await Drafter.ComeAsync(town, "second");
        await second.Browser.GoAsync(page);
        (await second.Browser.FillAsync("approve")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "who approves must know what was not met");
    }

    internal static string Running(Town town) => town.Services.GetRequiredService<IRulePacks>().Find("JX", new DateOnly(2026, 11, 18))!.Ref.ToString();

    internal static Task<List<PackDraft>> Rows(Town town) => town.LookAsync(db => db.PackDrafts.AsNoTracking().OrderBy(d => d.Id).ToListAsync(Cancel));

    private static async Task ApprovedAsync(Town town, Drafter first, Drafter second, string day, string days)
    {
        var draft = await first.GoodDraftAsync(Running(town), day, days);
        await first.Browser.FillAsync("submit");
        await second.Browser.GoAsync(draft);
        await second.Browser.FillAsync("approve", ("acknowledged", "true"));
        second.Browser.Html.ShouldContain("已批准，待施行");
    }

    private static async Task<string> WindowAsync(Town town, string number) =>
        (await town.Citizen.GetFromJsonAsync<JsonElement>($"/api/v1/tasks/{await town.LinkOf(number)}", Cancel)).GetProperty("window").GetString()!;

    private static Task<List<string>> FactsAsync(Town town) =>
        town.LookAsync(db => db.Journal.Where(e => e.Type.StartsWith("pack-")).OrderBy(e => e.At).ThenBy(e => e.EntryId).Select(e => e.Type).ToListAsync(Cancel));

    // The page does not wait for the play; it says so until there is an outcome.
    private static async Task RehearseAsync(Drafter drafter, string page)
    {
        await drafter.Browser.GoAsync(page);
        await drafter.Browser.FillAsync("rehearse");
        drafter.Browser.Status.ShouldBe(HttpStatusCode.OK);
        while (drafter.Browser.Html.Contains("正在演练", StringComparison.Ordinal))
        {
            await Task.Delay(200, Cancel);
            await drafter.Browser.GoAsync(page);
        }
    }
}
