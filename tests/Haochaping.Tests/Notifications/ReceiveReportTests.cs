using System.Net;
using System.Text.Json;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Gateway;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Notifications;

public sealed class ReceiveReportTests : IAsyncLifetime
{
    private FakeGateway gateway = null!;
    private NotificationsHouse house = null!;
    private Message message = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await FakeGateway.StartAsync();
        house = await NotificationsHouse.BuildAsync("sqlite", gateway.Url.ToString());
        message = house.About("a");
        await house.QueueAsync(message);
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    [Requirement("JX-06b")]
    public async Task A_report_says_that_it_arrived_and_the_link_is_forgotten()
    {
        await house.SendAsync();
        (await ReportAsync(new { id = message.Id, state = "delivered" })).ShouldBe(HttpStatusCode.OK);
        (await ReportAsync(new { id = message.Id, state = "delivered" })).ShouldBe(HttpStatusCode.OK);
        var row = await house.RowAsync(message);
        (row.State, row.Link).ShouldBe((MessageState.Delivered, null));
    }

    [Fact]
    public async Task A_report_settles_a_message_whose_answer_was_lost()
    {
        gateway.Next(Mood.AcceptAndDropTheAnswer);
        await house.SendAsync();
        await ReportAsync(new { id = message.Id, state = "delivered" });
        await house.SendForAsync(TimeSpan.FromMinutes(10));
        gateway.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_could_not_be_delivered_is_sent_again_under_a_new_key()
    {
        await house.SendAsync();
        await ReportAsync(new { id = message.Id, state = "failed", code = "switched-off" });
        var row = await house.RowAsync(message);
        (row.State, row.Error).ShouldBe((MessageState.Failed, "switched-off"));

        (await house.ResendAsync(message)).Refusal.ShouldBeNull();
        await house.SendAsync();
        gateway.SentOut.Count.ShouldBe(2);
        (await ReportAsync(new { id = message.Id, state = "delivered" })).ShouldBe(HttpStatusCode.NotFound);
        (await ReportAsync(new { id = gateway.Requests.Last(), state = "delivered" })).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_number_that_cannot_be_reached_stands_in_a_list_of_its_own()
    {
        await house.SendAsync();
        (await ReportAsync(new { id = message.Id, state = "undeliverable", code = "no-such-number" })).ShouldBe(HttpStatusCode.OK);
        var row = await house.RowAsync(message);
        (row.State, row.Error).ShouldBe((MessageState.Undeliverable, "no-such-number"));
        (await ReportAsync(new { id = message.Id, state = "lost" })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_else_can_report()
    {
        await house.SendAsync();
        var report = new { id = message.Id, state = "delivered" };
        (await ReportAsync(report, key: "somebody else's secret")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReportAsync(report, signedAt: house.Clock.GetUtcNow().AddMinutes(-6))).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReportAsync(report, sign: false)).ShouldBe(HttpStatusCode.Unauthorized);
        (await house.RowAsync(message)).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task A_crooked_report_is_refused()
    {
        (await ReportAsync(new { })).ShouldBe(HttpStatusCode.BadRequest);
        (await ReportAsync(new { id = message.Id, state = "perhaps" })).ShouldBe(HttpStatusCode.BadRequest);
        (await ReportAsync(new { id = "x", state = "delivered" })).ShouldBe(HttpStatusCode.BadRequest);
        (await ReportAsync(new { id = message.Id, state = "delivered" })).ShouldBe(HttpStatusCode.NotFound, "it was never sent");
        (await ReportAsync(new { id = Guid.Empty, state = "delivered" })).ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpStatusCode> ReportAsync(object report, string key = FakeGateway.Key, DateTimeOffset? signedAt = null, bool sign = true)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(report);
        using var client = house.Client;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sms/reports") { Content = new ByteArrayContent(body) };
        if (sign)
        {
            request.Headers.Add(Signature.Header, Signature.Of(body, key, signedAt ?? house.Clock.GetUtcNow()));
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
