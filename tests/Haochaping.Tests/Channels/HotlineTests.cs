using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Policy;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>12345: a call is a case of its own, its operator is rated by a key, and a call-back may take a rating.</summary>
public sealed class HotlineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-07b", "SZ-19a")]
    public async Task A_key_pressed_before_the_contact_is_reported_waits_for_it_and_rates_the_operator(TownStore store)
    {
        await using var town = await OpenAsync(store);
        using var client = await town.ClientAsync("hotline:write");
        (await PressAsync(town, client, "C-1", "H-1", 2)).Text("outcome").ShouldBe("waiting");
        await ContactAsync(town, "H-1");

        var again = await PressAsync(town, client, "C-1", "H-1", 2);
        (again.Text("outcome"), again.Text("receiptCode")!.Length).ShouldBe(("recorded", 14));
        (await PressAsync(town, client, "C-1", "H-1", 5)).GetRawText().ShouldBe(again.GetRawText(), "one call, one answer");
        var rating = await town.LookAsync(db => db.Evaluations.SingleAsync(Cancel));
        (rating.Channel, (int)rating.Level, rating.RealName).ShouldBe(("hotline_voice", 2, true));
        var task = await town.LookAsync(db => db.Tasks.SingleAsync(Cancel));
        (task.Kind, task.Place.Staff is not null).ShouldBe((SubjectKind.Contact, true));
        (await town.LookAsync(db => db.Orders.SingleAsync(Cancel))).CaseId.ShouldBe(task.CaseId);
        (await town.FactsAsync<PhoneRatingSettled>()).Single().ShouldSatisfyAllConditions(
            f => f.Outcome.ShouldBe("recorded"), f => f.Operator.ShouldBe(task.Place.Staff), f => f.Channel.ShouldBe("hotline_voice"));
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_cannot_be_taken_is_refused_with_its_reason_and_never_forgotten(TownStore store)
    {
        await using var town = await OpenAsync(store);
        using var client = await town.ClientAsync("hotline:write");
        await ContactAsync(town, "H-1");
        (await PressAsync(town, client, "C-1", "H-1", 6)).Text("code").ShouldBe("invalid-press");
        (await PressAsync(town, client, "C-1", "H-1", 0)).Text("code").ShouldBe("invalid-press");
        (await PressAsync(town, client, "C-1", "H-1", 5, work: "9999")).Text("code").ShouldBe("unknown-operator");
        (await PressAsync(town, client, "C-1", "H-1", 5, institution: "NOBODY")).Text("code").ShouldBe("unknown-institution");
        (await PressAsync(town, client, "C-1", "H-1", 5, work: "2048", at: "SZ-CITY")).Text("code").ShouldBe("operator-differs");
        (await PressAsync(town, client, "C-2", "H-1", 5)).Text("outcome").ShouldBe("recorded");
        (await PressAsync(town, client, "C-3", "H-1", 1)).Text("code").ShouldBe("rating-differs");

        (await PressAsync(town, client, "C-4", "H-4", 5)).Text("outcome").ShouldBe("waiting");
        town.Clock.Advance(TimeSpan.FromDays(11));
        await town.SettleAsync();
        (await PressAsync(town, client, "C-4", "H-4", 5)).Text("code").ShouldBe("contact-unknown");
        (await town.FactsAsync<PhoneRatingSettled>()).Count(f => f.Outcome == "refused").ShouldBe(3);

        await ContactAsync(town, "H-5");
        town.Clock.Advance(TimeSpan.FromDays(20));
        await town.SettleAsync();
        (await PressAsync(town, client, "C-5", "H-5", 5)).Text("code").ShouldBe("window-closed");
        using var stranger = await town.ClientOfAsync(["SZ-CITY"], "hotline:write");
        (await PressAsync(town, stranger, "C-6", "H-5", 5)).Text("code").ShouldBe("unknown-institution");
        (await town.Client.PostAsJsonAsync("/api/v1/hotline/presses", new { }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_same_call_many_times_at_once_is_one_rating(TownStore store)
    {
        await using var town = await OpenAsync(store);
        using var client = await town.ClientAsync("hotline:write");
        await ContactAsync(town, "H-1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PressAsync(town, client, "C-1", "H-1", 5)));
        answers.ShouldAllBe(a => a.Text("outcome") == "recorded" || a.Text("outcome") == "waiting"); // whoever looked in between
        await town.SettleAsync();
        (await PressAsync(town, client, "C-1", "H-1", 5)).Text("outcome").ShouldBe("recorded");
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
        (await town.FactsAsync<PhoneRatingSettled>()).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.2.1e")]
    public async Task A_call_back_takes_a_rating_as_its_own_channel_where_the_place_lists_it_and_not_by_who_served(TownStore store)
    {
        using var folder = new PolicyFolder();
        ThrowAwayPlace.Write(folder.Path, [("channels.other", "[\"phone_revisit_rating:电话回访评价\"]")]);
        await using var town = await OpenAsync(store, folder);
        using var client = await town.ClientAsync("hotline:write");
        await town.ReportAsync(new
        {
            source = "town", caseNumber = "W-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "window", staff = "1024",
            events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } }, applicant = Somebody,
        });
        await town.SettleAsync();

        (await PressAsync(town, client, "C-1", "W-1", 5, "1024", institution: "JX-CITY", kind: "revisit")).Text("code").ShouldBe("operator-served");
        (await PressAsync(town, client, "C-2", "W-1", 3, "3072", "SZ-12345", "JX-CITY", "revisit")).Text("outcome").ShouldBe("recorded");
        (await town.LookAsync(db => db.Evaluations.SingleAsync(Cancel))).Channel.ShouldBe("phone_revisit_rating");
        var settled = (await town.FactsAsync<PhoneRatingSettled>()).Single(f => f.Outcome == "recorded");
        (settled.Channel, settled.Operator is not null, settled.CallKey == Guid.Empty).ShouldBe(("phone_revisit_rating", true, false));

        await ContactAsync(town, "H-1");
        (await PressAsync(town, client, "C-3", "H-1", 5, kind: "revisit")).Text("code").ShouldBe("channel-not-offered", "Shenzhen knows no rating by call-back");
    }

    private static readonly object Somebody = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" };

    private static Task<Town> OpenAsync(TownStore store, PolicyFolder? folder = null) =>
        Town.OpenAsync(store, "2020-05-01T15:00", folder is null ? null : new Dictionary<string, string?> { ["Policy:Folder"] = folder.Path });

    private static async Task ContactAsync(Town town, string number)
    {
        var reported = await town.ReportAsync(new
        {
            source = "town", caseNumber = number, item = "SZ-ITEM-1", receivingInstitution = "SZ-12345", channel = "hotline", staff = "3072",
            events = new[] { new { kind = "contactEnded", at = town.Clock.GetUtcNow() } }, applicant = Somebody,
        });
        reported.Text("outcome").ShouldBe("created", reported.GetRawText());
        await town.SettleAsync();
    }

    private static async Task<JsonElement> PressAsync(
        Town town, HttpClient client, string callId, string contactNumber, int key, string work = "3072", string? at = null, string institution = "SZ-12345", string? kind = null)
    {
        var answer = await client.PostAsJsonAsync(
            "/api/v1/hotline/presses",
            new { callId, source = "town", contactNumber, institution, @operator = work, operatorInstitution = at, key, pressedAt = town.Clock.GetUtcNow(), kind }, Cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
