using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>One case, one task, one rating: by the front door on both stores.</summary>
public sealed class SubmitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GEN-A07a", "GEN-A03")]
    public async Task A_completed_case_is_rated_once_and_the_fact_is_sealed(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var token = await town.LinkOf(await town.ACaseIsCompleted());

        var answer = await town.Rate(token, 4, "窗口指引清楚");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        await town.SettleAsync();

        var sealedFacts = await town.LookAsync(db => (
            from line in db.Log
            join entry in db.Journal on line.EntryId equals entry.EntryId
            orderby line.Position
            select entry.Type).ToListAsync(Cancel));
        sealedFacts.ShouldContain("evaluation-submitted@1");
        (await town.LookAsync(db => db.Unsealed.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-06a")]
    public async Task There_is_no_sixth_level_and_none_below_the_first(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var token = await town.LinkOf(await town.ACaseIsCompleted());

        foreach (var level in new[] { 0, 6 })
        {
            (await town.Rate(token, level)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_same_rating_again_gets_the_same_bytes_and_another_one_is_refused(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var token = await town.LinkOf(await town.ACaseIsCompleted());

        var first = await (await town.Rate(token, 5)).Content.ReadAsStringAsync(Cancel);
        var again = await town.Rate(token, 5);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldBe(first);

        var other = await town.Rate(token, 1);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("rating-differs");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-19b", "HK-2.3b", "CQ-3.2.1a", "GEN-B03b", "GEN-D2.1.2")]
    public async Task Thirty_two_at_once_over_many_channels_leave_one_rating_and_everybody_gets_its_receipt(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        string[] channels = ["sms", "qr", "app", "website", "kiosk", "window_qr", "receipt_dynamic_qr", "mini_program"];
        var tokens = await Task.WhenAll(channels.Select(c => town.LinkOf(number, c)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => town.Rate(tokens[i % 8], (i % 8 % 5) + 1)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.ShouldAllBe(a => a.IsSuccessStatusCode);
        var receipts = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(Cancel)));
        receipts.Distinct().Count().ShouldBe(1);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("BJ-1.1a", "GEN-A03")]
    public async Task A_forged_or_damaged_link_is_not_found(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var token = await town.LinkOf(await town.ACaseIsCompleted());
        for (var i = 0; i < token.Length; i += 7)
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            (await town.Rate(forged, 5)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await town.Rate("x", 5)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Rate(token[..^1], 5)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GEN-A03")]
    public async Task Only_codes_of_the_tag_list_and_of_the_level_are_taken_by_any_door(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        var token = await town.LinkOf(number);
        foreach (var tag in new[] { "张三 10000000001", "510" })
        {
            var answer = await town.Rate(token, 2, tags: [tag]);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("unknown-tag");
        }

        var at = town.Clock.GetUtcNow();
        var pushed = await town.Client.PostAsJsonAsync("/api/v1/evaluations", new { source = "town", caseNumber = number, level = 2, tags = new[] { "甲" }, channel = "kiosk", capturedAt = at }, Cancel);
        pushed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var bundled = await town.Client.PostAsJsonAsync(
            "/api/v1/cases",
            new { source = "town", caseNumber = "B-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online", rating = new { level = 2, tags = new[] { "甲" }, channel = "somewhere", capturedAt = at } },
            Cancel);
        var complaints = await bundled.Content.ReadAsStringAsync(Cancel);
        complaints.ShouldContain("rating.tags");
        complaints.ShouldContain("rating.channel");

        (await town.Rate(token, 2, tags: ["214"])).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_client_of_one_institution_can_neither_report_nor_rate_for_another(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted("JX-CITY");
        using var stranger = await town.ClientOfAsync(["JX-POLICE"], "cases:write", "evaluations:write");

        (await stranger.GetAsync($"/api/v1/tasks?source=town&caseNumber={number}&channel=sms", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var rated = await stranger.PostAsJsonAsync("/api/v1/evaluations", new { source = "town", caseNumber = number, level = 5, channel = "kiosk", capturedAt = town.Clock.GetUtcNow() }, Cancel);
        (await rated.Content.ReadAsStringAsync(Cancel)).ShouldContain("task-not-found");
        var reported = await stranger.PostAsJsonAsync("/api/v1/cases", new { source = "town", caseNumber = "X-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online" }, Cancel);
        (await reported.Content.ReadAsStringAsync(Cancel)).ShouldContain("unknown-institution");
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
    }
}
