using Haochaping.Evaluations.Features;
using Haochaping.Evaluations.Storage;
using Haochaping.Host.Serving;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>Who sends messages about a rating, and what the look at the phone is recorded as.</summary>
public sealed class InvitationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task In_Jiangxi_the_province_sends_so_a_city_does_not(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        await town.ReportAsync(ACase("I-1", "2020-09-28T09:00:00+08:00"));
        town.Clock.SetNow("2020-10-10T10:00:00");
        await town.SettleAsync();
        (await town.LookAsync(db => db.Outbox.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-06b", "JX-14b", "CQ-4.2b", "GEN-I3.2")]
    public async Task A_house_that_sends_for_the_province_invites_once_and_reminds_once_and_says_why_it_looked(TownStore store)
    {
        await using var gateway = await FakeGateway.StartAsync();
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00", new Dictionary<string, string?>
        {
            ["Notifications:SendsFor"] = "province",
            ["Notifications:Sms:Url"] = gateway.Url.ToString(),
            ["Notifications:Sms:Key"] = FakeGateway.Key,
            ["PublicUrl"] = "https://haochaping.example/",
        });
        await town.ReportAsync(ACase("I-1", "2020-09-28T09:00:00+08:00"));
        await town.ReportAsync(ACase("I-2", "2020-09-28T09:00:00+08:00", Rating(5, "2020-09-28T10:00:00+08:00")));
        await town.SettleAsync();
        (await PurposesAsync(town)).ShouldBe([MessagePurposes.Invitation], "the rating of the other came with its case");

        town.Clock.SetNow("2020-10-08T10:00:00");
        await town.SettleAsync();
        await town.SettleAsync();
        (await PurposesAsync(town)).ShouldBe([MessagePurposes.Invitation, MessagePurposes.Reminder], ignoreOrder: true);
        (await town.LookAsync(db => db.Outbox.Select(m => m.State).Distinct().ToListAsync(Cancel))).ShouldBe([MessageState.Sent]);
        (await town.LookAsync(db => db.AccessLog.OrderBy(a => a.At).Select(a => a.Purpose).ToListAsync(Cancel))).ShouldBe([Purpose.Invitation, Purpose.Reminder]);
    }

    [Fact]
    public void An_unknown_sender_stops_the_start_with_a_sentence() =>
        Should.Throw<InvalidOperationException>(() => new InvitationMessages(new ConfigurationBuilder().AddInMemoryCollection([new("Notifications:SendsFor", "county")]).Build()))
            .Message.ShouldContain("Notifications:SendsFor");

    [Fact]
    public void Every_purpose_of_a_message_has_its_word_in_the_access_record()
    {
        VaultRecipients.Purposes.Keys.ShouldBe(MessagePurposes.All, ignoreOrder: true);
        VaultRecipients.Purposes.Values.ShouldBeUnique();
    }

    private static Task<List<string>> PurposesAsync(Town town) => town.LookAsync(db => db.Outbox.Select(m => m.Purpose).ToListAsync(Cancel));
}
