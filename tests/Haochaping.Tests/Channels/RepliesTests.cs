using System.Net;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Policy;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>短信回复: whoever was invited answers by a figure, and every other message gets one clear answer.</summary>
public sealed class RepliesTests
{
    private const string Other = "10000000099";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_figure_from_the_invited_phone_rates_the_one_open_task_once(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        house.SentOut().ShouldHaveSingleItem().ShouldContain("可直接回复 1 至 5");

        var said = await house.SaysAsync("５ ", "+86 100-0000-0034", "M-9");
        said.ShouldBe(new("rated", "已收到您的评价：非常满意。评价提交后不能修改，处理进度请看：", true));
        (await house.SaysAsync("1", messageId: "M-9")).ShouldBe(said, "the same message again is the same answer, whatever it says now");
        var rating = await house.Town.LookAsync(db => db.Evaluations.SingleAsync(Cancel));
        (rating.Channel, (int)rating.Level, rating.RealName).ShouldBe(("sms", 5, true));
        house.SentOut().Count(t => t.StartsWith("已收到", StringComparison.Ordinal)).ShouldBe(1);
        house.SentOut().ShouldContain(t => t.Contains("https://haochaping.example/r/"));

        (await house.SaysAsync("1")).Outcome.ShouldBe("already-rated");
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
        (await house.Town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Where_the_place_does_not_list_text_messages_nothing_is_rated_and_the_page_is_named(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store, listed: false);
        await house.InvitedAsync("R-1");
        house.SentOut().ShouldHaveSingleItem().ShouldNotContain("可直接回复");

        (await house.SaysAsync("5")).ShouldBe(new("not-offered", "“个体工商户设立登记”所在地没有开通短信回复评价，请点开链接评价：", true));
        (await house.SaysAsync("怎么评价")).Outcome.ShouldBe("not-offered", "what cannot be done is not asked for");
        await house.InvitedAsync("R-2");
        (await house.SaysAsync("5")).Outcome.ShouldBe("not-offered", "nor is a choice between two");
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
        var link = house.SentOut().First(t => t.Contains("没有开通", StringComparison.Ordinal)).Split("https://haochaping.example/e/")[1].Split('。', ' ')[0];
        (await house.Town.Rate(link, 4)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        using var unit = await Desk.OfAsync(house.Town, Role.Handler, ["JX-CITY"], []);
        (await unit.GoAsync("/console/sms-replies")).Html.ShouldContain("当地没有开通");
        unit.Html.ShouldContain("R-1");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task With_two_open_tasks_the_reply_has_to_say_which_and_nothing_is_guessed(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        house.Town.Clock.Advance(TimeSpan.FromMinutes(5));
        await house.InvitedAsync("R-2", certificate: "000000190001010002"); // another person at the same phone

        var asked = await house.SaysAsync("5");
        asked.Outcome.ShouldBe("which-asked");
        asked.Text!.ShouldContain("“5 1”");
        (await house.SaysAsync("2")).Outcome.ShouldBe("which-asked", "a bare figure could be a number of the list");
        (await house.SaysAsync("5 3")).Outcome.ShouldBe("which-asked", "there is no third");
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);

        (await house.SaysAsync("1 2")).Outcome.ShouldBe("rated");
        (await RatingOfAsync(house, "R-1")).ShouldBe(1, "the latest stands first");
        (await house.SaysAsync("2")).Outcome.ShouldBe("which-asked");
        (await house.SaysAsync("满意")).Outcome.ShouldBe("rated", "a word cannot be a number");
        (await RatingOfAsync(house, "R-2")).ShouldBe(4);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Other_phones_late_replies_and_unknown_words_get_one_clear_answer(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        var stranger = await house.SaysAsync("5", Other);
        (stranger.Outcome, stranger.Queued).ShouldBe(("not-invited", false), "the house does not know the number, so it cannot send");
        stranger.Text!.ShouldContain("办理时登记的手机");

        var first = await house.SaysAsync("谢谢");
        (first.Outcome, first.Text!.Contains("请回复 1 至 5")).ShouldBe(("not-understood", true));
        (await house.SaysAsync("自动回复：正在开会")).ShouldBe(new("not-understood", null, false), "no endless dialogue");
        (await house.SaysAsync("?")).Outcome.ShouldBe("helped");

        house.Town.Clock.SetNow("2026-12-20T09:00");
        await house.Town.SettleAsync();
        var late = await house.SaysAsync("5");
        (late.Outcome, late.Text!.Contains("截止")).ShouldBe(("too-late", true));
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_gateways_time_decides_whether_a_reply_was_in_time(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        var closes = await house.Town.LookAsync(db => db.Tasks.Select(t => t.ClosesAt).SingleAsync(Cancel));
        house.Town.Clock.SetNow(closes.AddMinutes(2).ToString("yyyy-MM-ddTHH:mm"));
        (await house.SaysAsync("4", receivedAt: closes.AddMinutes(-1))).Outcome.ShouldBe("rated");
        (await RatingOfAsync(house, "R-1")).ShouldBe(4);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Whoever_opts_out_gets_neither_invitation_nor_reminder_until_they_opt_in(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        (await house.SaysAsync("退订")).Outcome.ShouldBe("opted-out");
        house.Town.Clock.SetNow("2026-11-22T10:00");
        await house.Town.SettleAsync();
        await house.InvitedAsync("R-2");
        house.SentOut().Count(t => t.StartsWith("您办理的", StringComparison.Ordinal)).ShouldBe(1, "neither the reminder of the one nor the invitation of the other");
        (await house.Town.LookAsync(db => db.Outbox.CountAsync(m => m.State == MessageState.OptedOut, Cancel))).ShouldBe(2);

        (await house.SaysAsync("HF")).Outcome.ShouldBe("opted-in");
        await house.InvitedAsync("R-3");
        house.SentOut().Count(t => t.StartsWith("您办理的", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Where_a_reason_is_demanded_the_grade_is_kept_until_the_next_message_gives_it(TownStore store)
    {
        using var folder = ReasonFolder();
        await using var house = await RepliesTown.OpenAsync(store, settings: new Dictionary<string, string?> { ["Policy:Folder"] = folder.Path });
        await house.InvitedAsync("R-1");
        var asked = await house.SaysAsync("2");
        (asked.Outcome, asked.Text!.Contains("写明原因")).ShouldBe(("reason-asked", true));
        (await house.SaysAsync("2")).Outcome.ShouldBe("reason-asked", "a grade alone is no reason");
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);

        (await house.SaysAsync("窗口排队两个小时")).Outcome.ShouldBe("rated");
        var rating = await house.Town.LookAsync(db => db.Evaluations.SingleAsync(Cancel));
        ((int)rating.Level, rating.Text).ShouldBe((2, "窗口排队两个小时"));
        (await house.Town.LookAsync(db => db.Talks.CountAsync(Cancel))).ShouldBe(0);
        (await house.Town.LookAsync(db => db.Replies.CountAsync(r => r.Outcome == ReplyOutcome.ReasonMissing, Cancel))).ShouldBe(0);

        house.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.InvitedAsync("R-2");
        (await house.SaysAsync("5")).Outcome.ShouldBe("rated", "a good grade needs no reason");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_grade_whose_reason_never_comes_is_listed_and_the_task_stays_open(TownStore store)
    {
        using var folder = ReasonFolder();
        await using var house = await RepliesTown.OpenAsync(store, settings: new Dictionary<string, string?> { ["Policy:Folder"] = folder.Path });
        await house.InvitedAsync("R-1");
        await house.SaysAsync("1");
        house.Town.Clock.Advance(TimeSpan.FromHours(25));
        await house.Town.SettleAsync();

        (await house.Town.LookAsync(db => db.Replies.SingleAsync(Cancel))).Outcome.ShouldBe(ReplyOutcome.ReasonMissing);
        (await house.SaysAsync("排队太久")).Outcome.ShouldBe("not-understood", "nobody waits for a reason any more");
        (await house.SaysAsync("4")).Outcome.ShouldBe("rated");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_same_message_many_times_at_once_is_one_rating_and_one_answer(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => house.PostAsync(new { messageId = "M-1", phone = "10000000034", text = "5" })));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(Cancel)))).Distinct().Count().ShouldBe(1);
        await house.Town.SettleAsync();
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
        house.SentOut().Count(t => t.StartsWith("已收到", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task An_answer_is_not_held_by_the_night_and_only_the_gateway_may_bring_replies(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        await house.InvitedAsync("R-1");
        house.Town.Clock.SetNow("2026-11-18T23:30");
        await house.SaysAsync("5");
        house.SentOut().ShouldContain(t => t.StartsWith("已收到", StringComparison.Ordinal));

        (await house.Town.Client.PostAsync("/api/v1/sms/replies", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.Town.Citizen.PostAsync("/api/v1/sms/replies", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var bad in new object[] { new { phone = "10000000034", text = "5" }, new { messageId = "M", text = "5" }, new { messageId = "M", phone = "12", text = "5" }, new { messageId = "M", phone = "10000000034", text = new string('长', 1001) }, new { messageId = "M", phone = "10000000034", text = "5", receivedAt = "2027-01-01" } })
        {
            (await house.PostAsync(bad)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_console_lists_what_could_not_be_taken_by_scope_without_numbers_or_words(TownStore store)
    {
        await using var house = await RepliesTown.OpenAsync(store);
        using var before = await Desk.OfAsync(house.Town, Role.Handler, ["JX-CITY"], []);
        (await before.GoAsync("/console/sms-replies")).Html.ShouldContain("没有短信回复");
        await house.InvitedAsync("R-1");
        await house.SaysAsync("窗口的张三态度差");
        await house.SaysAsync("5", Other);
        await house.SaysAsync("3");

        using var unit = await Desk.OfAsync(house.Town, Role.Handler, ["JX-CITY"], []);
        var page = (await unit.GoAsync("/console/sms-replies")).Html;
        page.ShouldContain("没有看懂");
        page.ShouldContain("R-1");
        page.ShouldNotContain("张三");
        page.ShouldNotContain("000000");
        (await unit.GoAsync("/console/sms-replies?outcome=Rated")).Html.ShouldContain("已登记评价");
        (await unit.GoAsync("/console/sms-replies?outcome=NotInvited")).Html.ShouldContain("没有符合筛选条件的短信回复");
        using var police = await Desk.OfAsync(house.Town, Role.Handler, ["JX-POLICE"], []);
        (await police.GoAsync("/console/sms-replies")).Html.ShouldContain("没有短信回复");
        using var all = await Desk.OfAsync(house.Town, Role.Supervisor, [], ["*"]);
        (await all.GoAsync("/console/sms-replies?outcome=NotInvited&lang=en")).Html.ShouldContain("Nothing to rate");

        var rows = await house.Town.LookAsync(db => db.Replies.AsNoTracking().ToListAsync(Cancel));
        var kept = System.Text.Json.JsonSerializer.Serialize(rows);
        kept.ShouldNotContain("10000000034");
        kept.ShouldNotContain(Other);
        kept.ShouldNotContain("张三");
    }

    private static PolicyFolder ReasonFolder()
    {
        var folder = new PolicyFolder();
        ThrowAwayPlace.Write(folder.Path, [("form.negative_reason", "required"), ("channels.online", "[website, sms]")]);
        return folder;
    }

    private static Task<int?> RatingOfAsync(RepliesTown house, string number) => house.Town.LookAsync(async db =>
        (int?)(await db.Tasks.AsNoTracking().ToListAsync(Cancel)).Single(t => t.Place.CaseNumber == number).AnswerLevel);
}
