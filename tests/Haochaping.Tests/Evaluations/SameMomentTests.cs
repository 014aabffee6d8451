using System.Net;
using System.Net.Http.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Keys;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>Twice at once, a second too late, and links that are not ours.</summary>
public sealed class SameMomentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TownStore.Sqlite, "sms", 5, 200)]
    [InlineData(TownStore.Sqlite, "sms", 1, 422)]
    [InlineData(TownStore.Sqlite, "app", 1, 200)]
    [InlineData(TownStore.Postgres, "sms", 5, 200)]
    [InlineData(TownStore.Postgres, "sms", 1, 422)]
    [InlineData(TownStore.Postgres, "app", 1, 200)]
    [Requirement("JX-19b")]
    public async Task Of_two_at_once_one_counts_and_the_other_is_told_by_channel_and_content(TownStore store, string channel, int level, int second)
    {
        await using var town = await Town.OpenAsync(store);
        for (var round = 0; round < 5; round++)
        {
            var number = await town.ACaseIsCompleted();
            var caseId = CaseKeys.Case("town", number);
            var (one, two) = (await town.LinkOf(number), await town.LinkOf(number, channel));
            var answers = await Task.WhenAll(town.Rate(one, 5), town.Rate(two, level));
            answers.Select(a => (int)a.StatusCode).Order().ShouldBe(new[] { 201, second }.Order());
            var winner = answers.Single(a => a.StatusCode == HttpStatusCode.Created);
            if (second == 200)
            {
                (await answers[0].Content.ReadAsStringAsync(Cancel)).ShouldBe(await answers[1].Content.ReadAsStringAsync(Cancel));
            }

            var counted = await town.LookAsync(db => db.Evaluations.SingleAsync(e => e.CaseId == caseId, Cancel));
            ((int)counted.Level).ShouldBe(winner == answers[0] ? 5 : level);
        }

        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(5);
    }

    [Theory]
    [InlineData(TownStore.Sqlite, "SZ-CITY", "SZ-ITEM-1", "2020-10-06T00:00:00")]
    [InlineData(TownStore.Sqlite, "JX-CITY", "JX-ITEM-1", "2020-10-13T00:00:00")]
    [InlineData(TownStore.Postgres, "SZ-CITY", "SZ-ITEM-1", "2020-10-06T00:00:00")]
    [InlineData(TownStore.Postgres, "JX-CITY", "JX-ITEM-1", "2020-10-13T00:00:00")]
    [Requirement("X-05")]
    public async Task One_second_before_midnight_is_in_time_and_one_second_after_is_not(TownStore store, string institution, string item, string end)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var (inTime, late) = (await town.ACaseIsCompleted(institution, item), await town.ACaseIsCompleted(institution, item));
        var closes = DateTimeOffset.Parse(end + "+08:00");
        var tokens = (InTime: await town.LinkOf(inTime, "window_device"), Late: await town.LinkOf(late, "window_device"));

        town.Clock.SetNow(closes.AddSeconds(-1));
        (await town.Rate(tokens.InTime, 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        town.Clock.SetNow(closes.AddSeconds(1));
        var refused = await town.Rate(tokens.Late, 5);
        (refused.StatusCode, await refused.CodeOf()).ShouldBe((HttpStatusCode.Gone, "window-closed"));
        var pushed = await town.PostAsync("/api/v1/evaluations", new { source = "town", caseNumber = late, level = 5, channel = "kiosk", capturedAt = closes.AddSeconds(1) });
        pushed.GetProperty("results")[0].Text("code").ShouldBe("window-closed");
        var captured = await town.PostAsync("/api/v1/evaluations", new { source = "town", caseNumber = late, level = 5, channel = "kiosk", capturedAt = closes.AddSeconds(-1) });
        captured.GetProperty("results")[0].Text("outcome").ShouldBe("recorded", "captured in time, delivered late");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("BJ-1.1a")]
    public async Task Links_of_another_key_or_task_or_cut_short_open_nothing_and_a_replayed_one_answers_as_before(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var token = await town.LinkOf(await town.ACaseIsCompleted());
        var keys = town.Services.GetRequiredService<IKeys>();
        var open = TaskToken.Open(token, keys)!.Value;
        var foreign = new TaskToken(open.CaseId, open.TaskId, open.Channel).Sign(new StrangersKeys(keys));
        var nowhere = new TaskToken(Guid.Parse("00000000-0000-8000-8000-000000000001"), open.TaskId, ChannelKind.Sms).Sign(keys);
        foreach (var bad in new[] { foreign, nowhere, token[..^4], token + "AAAA", "A", new string('A', 71), new string('A', 500), Uri.EscapeDataString("评价"), token.Replace(token[3], '=') })
        {
            var answer = await town.Rate(bad, 5);
            (answer.StatusCode, await answer.CodeOf()).ShouldBe((HttpStatusCode.NotFound, "task-not-found"), bad);
            (await town.Citizen.GetAsync("/e/" + bad, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, bad);
            (await (await town.Citizen.PostAsync($"/api/v1/tasks/{bad}/code", null, Cancel)).CodeOf()).ShouldBe("task-not-found", bad);
            (await (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{bad}/proof", new { certificate = "123456" }, Cancel)).CodeOf()).ShouldBe(bad == nowhere ? "certificate-wrong" : "task-not-found", bad);
        }

        (await town.Rate(token, 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.Rate(token, 5)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
    }

    // Signs under the right id with another secret, as somebody would who has seen a link but not the key.
    private sealed class StrangersKeys(IKeys real) : IKeys
    {
        public string Fingerprint => real.Fingerprint;

        public KeyMaterial Current(string purpose) => real.Current(purpose) with { Secret = new byte[32] };

        public KeyMaterial? Find(string purpose, string id) => real.Find(purpose, id);

        public IReadOnlyList<KeyMaterial> Every(string purpose) => real.Every(purpose);
    }
}
