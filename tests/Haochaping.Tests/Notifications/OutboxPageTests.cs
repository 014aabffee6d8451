using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Identity.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Testing;
using Haochaping.Tests.Permissions;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Notifications;

public sealed partial class OutboxPageTests : IAsyncLifetime
{
    private FakeGateway gateway = null!;
    private NotificationsHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await FakeGateway.StartAsync();
        house = await NotificationsHouse.BuildAsync("sqlite", gateway.Url.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_page_is_there_before_its_rows_are(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var chief = await Official.SignInAsync(town, [Role.Administrator], regions: ["*"]);
        (await chief.SendAsync("GET", "/console/outbox")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_else_may_look()
    {
        using var stranger = house.Client;
        using var answer = await stranger.GetAsync("/console/outbox", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_empty_outbox_says_what_it_is() => (await PageAsync("/console/outbox")).ShouldContain("没有短信");

    [Fact]
    public async Task It_shows_texts_and_states_but_no_phone_and_no_link()
    {
        await house.QueueAsync(house.About("a"), house.About("b", "评价提醒"));
        gateway.Next(Mood.Refuse);
        await house.SendAsync();

        var page = await PageAsync("/console/outbox");
        page.ShouldContain("请为本次服务评价");
        page.ShouldContain("发送失败");
        page.ShouldContain("http-422");
        page.ShouldContain(NotificationsHouse.Somebody.ToString()[..8]);
        page.ShouldNotContain("10000000001");
        page.ShouldNotContain("unguessable");
        (await PageAsync("/console/outbox?lang=en")).ShouldContain("SMS outbox");
    }

    [Fact]
    public async Task Filters_stand_in_the_address()
    {
        await house.QueueAsync(house.About("a"), house.About("b", "评价提醒"));
        await house.CancelAsync(house.About("a"), "评价邀请");

        Rows(await PageAsync("/console/outbox")).ShouldBe(2);
        Rows(await PageAsync("/console/outbox?state=Cancelled")).ShouldBe(1);
        Rows(await PageAsync("/console/outbox?purpose=" + Uri.EscapeDataString("评价提醒"))).ShouldBe(1);
        Rows(await PageAsync("/console/outbox?state=Failed")).ShouldBe(0);
        Rows(await PageAsync("/console/outbox?state=nonsense&page=-1")).ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_message_is_sent_again_by_a_button_without_script()
    {
        var message = house.About("a");
        await house.QueueAsync(message);
        gateway.Next(Mood.Refuse);
        await house.SendAsync();

        (await PostAsync($"{message.CaseId}/{message.Id}")).ShouldBe(HttpStatusCode.Found);
        (await house.RowAsync(message)).State.ShouldBe(MessageState.Queued);
        (await PostAsync($"{message.CaseId}/{message.Id}")).ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync("nonsense")).ShouldBe(HttpStatusCode.Conflict);
    }

    private static int Rows(string page) => RowTag().Count(page);

    private async Task<string> PageAsync(string path)
    {
        using var client = house.Administrator;
        return await client.GetStringAsync(path, TestContext.Current.CancellationToken);
    }

    // as a browser does it: fetch the page, post the form with its token and the button's value
    private async Task<HttpStatusCode> PostAsync(string chosen)
    {
        await house.QueueAsync(house.About("there is always a form"));
        using var client = house.Administrator;
        using var page = await client.GetAsync("/console/outbox", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "resend",
            ["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value,
            ["Resend"] = chosen,
        });
        using var answer = await client.PostAsync("/console/outbox", form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [GeneratedRegex("<tr>\\s*<td")]
    private static partial Regex RowTag();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
