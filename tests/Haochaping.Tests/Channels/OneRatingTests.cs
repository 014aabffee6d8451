using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>However many ways lead in, a service is rated once.</summary>
public sealed class OneRatingTests
{
    private static readonly string[] Ways = ["website", "app", "mini_program", "qr", "sms", "window_device", "window_qr", "receipt_dynamic_qr", "kiosk", "partner_outlet", "dedicated_pc", "pc_website", "online_system", "rating_page", "hotline_sms", "hotline_voice"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.2.1a", "JLP-2.2.3b")]
    public async Task Of_thirty_two_firsts_over_sixteen_channels_one_counts_and_the_others_get_its_receipt(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        var links = new List<(string Way, string Token)>();
        foreach (var way in Ways)
        {
            links.Add((way, await town.LinkOf(number, way)));
        }

        // half by the links' own door, half by the desk that every channel of the house uses
        var task = await town.LookAsync(db => db.Tasks.SingleAsync(Cancel));
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var level = 0;
        var byLink = links.Select(async link =>
        {
            var own = (Interlocked.Increment(ref level) % 5) + 1;
            await start.Task;
            var answer = await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link.Token}/evaluation", new { level = own, text = link.Way }, Cancel);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            return (answer.StatusCode == HttpStatusCode.Created, answer.StatusCode == HttpStatusCode.UnprocessableEntity ? null : body.Text("receiptCode"), link.Way);
        });
        var byDesk = Ways.Select(async way =>
        {
            var own = (Interlocked.Increment(ref level) % 5) + 1;
            await start.Task;
            await using var scope = town.Services.CreateAsyncScope();
            var taken = await scope.ServiceProvider.GetRequiredService<IRatingDesk>().RateAsync(new RatingGiven
            {
                CaseId = task.CaseId, TaskId = task.TaskId, Level = own, Text = way + " again", Channel = ChannelCodes.Parse(way)!.Value, ReceivedAt = town.Clock.GetUtcNow(), Proven = false,
            });
            return taken.Is(out var told, out var refusal) ? (told.Outcome == RatingOutcome.Recorded, (string?)told.ReceiptCode, way) : (false, refusal.Code == "rating-differs" ? null : refusal.Code, way);
        });
        var all = byLink.Concat(byDesk).ToList();
        start.SetResult();
        var answers = await Task.WhenAll(all);

        answers.Length.ShouldBe(32);
        var winner = answers.Where(a => a.Item1).ShouldHaveSingleItem();
        winner.Item2.ShouldNotBeNull();
        // over the winner's own channel a second opinion is refused in words; over every other the winner's receipt is shown
        answers.Where(a => a.Item3 != winner.Item3).ShouldAllBe(a => a.Item2 == winner.Item2);
        answers.Count(a => a.Item2 is null).ShouldBe(1);
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        fact.Channel.ShouldBe(winner.Item3);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_link_that_is_forged_shared_late_or_replayed_makes_no_second_rating(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        var token = await town.LinkOf(number, "website");
        (await town.Rate(token[..^2] + "AA", 5)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var first = await town.Rate(token, 4);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var replay = await town.Rate(token, 4);
        replay.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await replay.Content.ReadAsStringAsync(Cancel)).ShouldBe(await first.Content.ReadAsStringAsync(Cancel));
        (await town.Rate(token, 1)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "whoever the link was shared with changes nothing");

        var late = await town.LinkOf(await town.ACaseIsCompleted(), "app");
        town.Clock.Advance(TimeSpan.FromDays(60));
        (await town.Rate(late, 5)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await town.FactsAsync<EvaluationSubmitted>()).Count.ShouldBe(1);
    }
}
