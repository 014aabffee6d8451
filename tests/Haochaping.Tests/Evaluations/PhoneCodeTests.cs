using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Notifications;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>Behind a bare link, a code to the phone in the vault proves who rates (深圳 第十六条).</summary>
public sealed partial class PhoneCodeTests : IAsyncLifetime
{
    private FakeGateway gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-16a")]
    public async Task It_proves_the_rater_once_by_night_as_well_and_the_record_says_what_the_look_was_for(TownStore store)
    {
        await using var town = await OpenAsync(store, "2020-11-02T23:30");
        var token = await ALink(town);
        var asked = await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel);
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var answer = await asked.Content.ReadAsStringAsync(Cancel);
        answer.ShouldContain("\"phoneTail\":\"01\"");
        answer.ShouldNotContain("10000000001");

        await town.SettleAsync();
        var code = Code(gateway.SentOut.Values.ShouldHaveSingleItem());
        var row = await town.LookAsync(db => db.Outbox.SingleAsync(m => m.Purpose == MessagePurposes.Code, Cancel));
        (row.State, row.Secret).ShouldBe((MessageState.Sent, null));
        row.Text.ShouldNotContain(code);
        (await town.LookAsync(db => db.Codes.SingleAsync(Cancel))).Hash!.Length.ShouldBe(64);
        (await town.LookAsync(db => db.AccessLog.SingleAsync(Cancel))).Purpose.ShouldBe(Purpose.ProofCode);

        var proof = (await (await ProveAsync(town, token, code)).Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("proof");
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/evaluation", new { level = 5, proof }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await (await ProveAsync(town, token, code)).CodeOf()).ShouldBe("code-expired", "a used code is dead");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task It_is_sealed_while_it_waits_and_dies_after_ten_minutes_or_five_wrong_tries(TownStore store)
    {
        await using var town = await OpenAsync(store, "2020-11-02T10:00");
        var token = await ALink(town);
        gateway.Next(Mood.Fail);
        await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel);
        (await town.LookAsync(db => db.Outbox.SingleAsync(m => m.Purpose == MessagePurposes.Code, Cancel))).Secret!.ShouldNotMatch("^[0-9]{6}$");
        await town.SettleAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(1));
        await town.SettleAsync();
        var code = Code(gateway.SentOut.Values.Single());
        var wrong = code == "000000" ? "000001" : "000000";
        for (var i = 0; i < 5; i++)
        {
            (await (await ProveAsync(town, token, wrong)).CodeOf()).ShouldBe("phone-code-wrong");
        }

        (await (await ProveAsync(town, token, code)).CodeOf()).ShouldBe("code-locked");
        (await (await ProveAsync(town, token, "12")).CodeOf()).ShouldBe("code-malformed");

        await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel);
        await town.SettleAsync();
        var next = gateway.SentOut.Values.Select(Code).Single(c => c != code);
        town.Clock.Advance(TimeSpan.FromMinutes(10));
        (await (await ProveAsync(town, token, next)).CodeOf()).ShouldBe("code-expired");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Three_a_day_are_sent_a_minute_apart_and_only_the_newest_is_good(TownStore store)
    {
        await using var town = await OpenAsync(store, "2020-11-02T10:00");
        var token = await ALink(town);
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel)));
        both.Count(a => a.StatusCode == HttpStatusCode.Accepted).ShouldBe(1, "asked for eight times at once");
        await town.SettleAsync();
        var first = Code(gateway.SentOut.Values.Single());
        for (var i = 0; i < 2; i++)
        {
            town.Clock.Advance(TimeSpan.FromMinutes(2));
            (await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            await town.SettleAsync();
        }

        (await (await ProveAsync(town, token, first)).CodeOf()).ShouldBe("phone-code-wrong");
        town.Clock.Advance(TimeSpan.FromHours(20));
        (await (await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel)).CodeOf()).ShouldBe("code-limit");
        gateway.SentOut.Count.ShouldBe(3);
        town.Clock.Advance(TimeSpan.FromHours(5));
        (await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_page_offers_both_ways_without_script_and_keeps_nothing_personal_in_the_address(TownStore store)
    {
        await using var town = await OpenAsync(store, "2020-11-02T10:00");
        var token = await ALink(town);
        var page = await town.Citizen.GetStringAsync("/e/" + token, Cancel);
        page.ShouldContain("向尾号 01 的手机发送验证码");
        page.ShouldContain("Form.Code");
        page.ShouldContain("Form.Certificate");

        var sent = await PostAsync(town, token, new() { ["_handler"] = "code" });
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        sent.Headers.Location!.ToString().ShouldEndWith($"/e/{token}?sent=1");
        (await town.Citizen.GetStringAsync($"/e/{token}?sent=1", Cancel)).ShouldContain("验证码已发送到尾号 01 的手机");
        await town.SettleAsync();

        // too long a text costs no second code: the proof stays on the page
        var code = Code(gateway.SentOut.Values.Single());
        var refused = await PostAsync(town, token, new() { ["_handler"] = "rate", ["Form.Level"] = "2", ["Form.Code"] = code, ["Form.Text"] = new string('长', 501) });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var proof = HiddenProof().Match(await refused.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        var rated = await PostAsync(town, token, new() { ["_handler"] = "rate", ["Form.Level"] = "2", ["Form.Proof"] = WebUtility.HtmlDecode(proof), ["Form.Text"] = "长" });
        rated.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await town.LookAsync(db => db.Evaluations.SingleAsync(Cancel))).RealName.ShouldBeTrue();
        (await town.Citizen.PostAsync($"/api/v1/tasks/{token}/code", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private Task<Town> OpenAsync(TownStore store, string now) => Town.OpenAsync(store, now, new Dictionary<string, string?>
    {
        ["Notifications:Sms:Url"] = gateway.Url.ToString(),
        ["Notifications:Sms:Key"] = FakeGateway.Key,
        ["Notifications:Sms:Signature"] = "测试",
        ["PublicUrl"] = "https://haochaping.example/",
    });

    private static async Task<string> ALink(Town town) => await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"));

    private static Task<HttpResponseMessage> ProveAsync(Town town, string token, string code) =>
        town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/proof", new { code }, Cancel);

    private static Task<HttpResponseMessage> PostAsync(Town town, string token, Dictionary<string, string> fields) =>
        town.Citizen.PostAsync("/e/" + token, new FormUrlEncodedContent(fields), Cancel);

    private static string Code(JsonElement message) => SixDigits().Match(message.Text("text")!).Value;

    [GeneratedRegex("[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("name=\"Form.Proof\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenProof();
}
