using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Notifications;

public sealed class SendMessagesTests : IAsyncLifetime
{
    private FakeGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_message_goes_out_once_with_its_link(string store)
    {
        await using var house = await BuildAsync(store);
        var message = house.About("a");
        await house.QueueAsync(message);
        (await house.SendAsync()).ShouldBe(1);
        (await house.SendAsync()).ShouldBe(0);

        var sent = gateway.SentOut.ShouldHaveSingleItem().Value;
        sent.GetProperty("phone").GetString().ShouldBe("10000000001");
        sent.GetProperty("text").GetString().ShouldBe("请为本次服务评价 https://haochaping.example/r/unguessable");
        sent.GetProperty("sign").GetString().ShouldBe("测试");
        var row = await house.RowAsync(message);
        (row.State, row.ProviderId, row.Attempts).ShouldBe((MessageState.Sent, "gw-" + message.Id, 1));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    [Requirement("CQ-4.2b")]
    public async Task Queueing_again_changes_nothing(string store)
    {
        await using var house = await BuildAsync(store);
        await house.QueueAsync(house.About("a"), house.About("a"));
        await house.QueueAsync(house.About("a"), house.About("b"));
        await house.SendAsync();
        await house.QueueAsync(house.About("a"));
        await house.SendAsync();

        gateway.Requests.Count.ShouldBe(2);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nothing_leaves_in_the_quiet_hours(string store)
    {
        await using var house = await BuildAsync(store);
        house.Clock.SetNow("2026-11-23T20:59:59");
        await house.QueueAsync(house.About("evening"));
        (await house.SendAsync()).ShouldBe(1);

        foreach (var quiet in new[] { "2026-11-23T21:00", "2026-11-23T23:59", "2026-11-24T00:00", "2026-11-24T07:59:59" })
        {
            house.Clock.SetNow(quiet);
            await house.QueueAsync(house.About("night"));
            (await house.SendAsync()).ShouldBe(0, quiet);
        }

        house.Clock.SetNow("2026-11-24T08:00");
        (await house.SendAsync()).ShouldBe(1);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_sick_gateway_loses_nothing(string store)
    {
        await using var house = await BuildAsync(store);
        var message = house.About("a");
        await house.QueueAsync(message);
        gateway.Next(Mood.Fail, Mood.Hang, Mood.Fail);
        await house.SendForAsync(TimeSpan.FromMinutes(7));
        (await house.RowAsync(message)).State.ShouldBe(MessageState.Queued);
        await house.SendForAsync(TimeSpan.FromMinutes(1));

        gateway.Requests.Count.ShouldBe(4);
        (await house.RowAsync(message)).State.ShouldBe(MessageState.Sent);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_lost_answer_doubles_nothing(string store)
    {
        await using var house = await BuildAsync(store);
        await house.QueueAsync(house.About("a"));
        gateway.Next(Mood.AcceptAndDropTheAnswer, Mood.AcceptAndDropTheAnswer);
        await house.SendForAsync(TimeSpan.FromMinutes(5));

        gateway.Requests.Distinct().Count().ShouldBe(1);
        gateway.Requests.Count.ShouldBe(3);
        (await house.RowAsync(house.About("a"))).State.ShouldBe(MessageState.Sent);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task After_enough_attempts_it_waits_for_a_person(string store)
    {
        await using var house = await BuildAsync(store);
        var message = house.About("a");
        await house.QueueAsync(message);
        gateway.Next(Enumerable.Repeat(Mood.Fail, 5));
        await house.SendForAsync(TimeSpan.FromHours(3));
        var parked = await house.RowAsync(message);
        (parked.State, parked.Attempts, parked.Error).ShouldBe((MessageState.Failed, 5, "http-500"));

        (await house.ResendAsync(message)).Refusal.ShouldBeNull();
        await house.SendAsync();
        (await house.RowAsync(message)).State.ShouldBe(MessageState.Sent);
        (await house.ResendAsync(message)).Refusal!.Code.ShouldBe("message-not-failed");
        gateway.SentOut.Keys.ShouldBe([message.Id]);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_refused_message_is_not_tried_again(string store)
    {
        await using var house = await BuildAsync(store);
        await house.QueueAsync(house.About("a"));
        gateway.Next(Mood.Refuse);
        await house.SendForAsync(TimeSpan.FromMinutes(10));

        gateway.Requests.Count.ShouldBe(1);
        (await house.RowAsync(house.About("a"))).Error.ShouldBe("http-422");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nobody_to_send_to_is_said_and_not_tried(string store)
    {
        await using var house = await BuildAsync(store);
        house.Phone = null;
        await house.QueueAsync(house.About("a"));
        await house.SendAsync();

        gateway.Requests.ShouldBeEmpty();
        (await house.RowAsync(house.About("a"))).Error.ShouldBe("no-phone");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_rating_withdraws_the_reminder_and_nothing_else(string store)
    {
        await using var house = await BuildAsync(store);
        var (reminder, progress) = (house.About("a", "评价提醒"), house.About("a", "整改进展"));
        await house.QueueAsync(reminder, progress, house.About("b", "评价提醒"));
        (await house.CancelAsync(reminder, "评价邀请", "评价提醒")).ShouldBe(1);
        (await house.CancelAsync(reminder, "评价邀请", "评价提醒")).ShouldBe(0);
        await house.SendAsync();

        gateway.SentOut.Keys.ShouldBe([progress.Id, house.About("b", "评价提醒").Id], ignoreOrder: true);
        var row = await house.RowAsync(reminder);
        (row.State, row.Link).ShouldBe((MessageState.Cancelled, null));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_message_waits_for_its_time_and_expires_after_it(string store)
    {
        await using var house = await BuildAsync(store);
        var later = house.About("later") with { NotBefore = house.Clock.GetUtcNow().AddHours(1) };
        var useless = house.About("useless") with { NotBefore = later.NotBefore, ExpiresAt = later.NotBefore };
        await house.QueueAsync(later, useless);
        (await house.SendAsync()).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.SendAsync();

        gateway.SentOut.Keys.ShouldBe([later.Id]);
        (await house.RowAsync(useless)).State.ShouldBe(MessageState.Expired);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Many_nodes_at_once_send_each_message_once(string store)
    {
        await using var house = await BuildAsync(store);
        await house.QueueAsync([.. Enumerable.Range(0, 40).Select(i => house.About("n" + i))]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await house.SendAsync() > 0)
            {
            }
        })));
        await house.SendForAsync(TimeSpan.FromMinutes(1));

        gateway.Requests.Count.ShouldBe(40);
        (await house.RowsAsync()).ShouldAllBe(m => m.State == MessageState.Sent);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Through_a_bad_day_nothing_is_lost_and_nothing_doubled(string store)
    {
        await using var house = await BuildAsync(store);
        Message[] messages = [.. Enumerable.Range(0, 60).Select(i => house.About("d" + i))];
        await house.QueueAsync(messages);
        var dice = new Random(20261123);
        gateway.Next(Enumerable.Range(0, 80).Select(_ => dice.Next(6) switch { 0 => Mood.Fail, 1 or 2 => Mood.AcceptAndDropTheAnswer, _ => Mood.Accept }));
        await house.SendForAsync(TimeSpan.FromHours(4));

        gateway.SentOut.Keys.ShouldBe(messages.Select(m => m.Id), ignoreOrder: true);
        (await house.RowsAsync()).ShouldAllBe(m => m.State == MessageState.Sent);
        gateway.Requests.Count.ShouldBeGreaterThan(60); // or the bad day was a good one
    }

    [Fact]
    public async Task What_a_dead_node_held_is_taken_again()
    {
        await using var house = await BuildAsync("sqlite");
        await house.QueueAsync(house.About("a"));
        gateway.Next(Mood.Hang);
        using (var killed = new CancellationTokenSource())
        {
            var sending = house.SendAsync(killed.Token);
            await gateway.RequestedAsync(1);
            await killed.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => sending);
        }

        (await house.RowAsync(house.About("a"))).State.ShouldBe(MessageState.Sending);
        (await house.SendAsync()).ShouldBe(0); // still its own
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        (await house.SendAsync()).ShouldBe(1);
        gateway.SentOut.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_gateway_messages_wait()
    {
        await using var house = await NotificationsHouse.BuildAsync("sqlite", gateway: null);
        await house.QueueAsync(house.About("a"));
        (await house.SendAsync()).ShouldBe(0);
        var row = await house.RowAsync(house.About("a"));
        (row.State, row.Attempts).ShouldBe((MessageState.Queued, 0));
    }

    [Fact]
    public async Task A_demonstration_shows_messages_and_sends_none()
    {
        await using var house = await NotificationsHouse.BuildAsync("sqlite", gateway: "demo:");
        await house.QueueAsync(house.About("a"));
        await house.SendAsync();
        (await house.RowAsync(house.About("a"))).State.ShouldBe(MessageState.Shown);
    }

    private Task<NotificationsHouse> BuildAsync(string store) => NotificationsHouse.BuildAsync(store, gateway.Url.ToString());
}
