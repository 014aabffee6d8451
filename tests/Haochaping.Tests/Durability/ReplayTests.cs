using System.Net;
using System.Net.Http.Json;
using Haochaping.Chaos;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Features;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Durability;

/// <summary>People who got no answer send again; the house must know them. Short form of <c>bench/Chaos replay</c>.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Repeats_over_a_line_that_drops_answers_after_the_commit_make_one_rating_and_get_the_first_answer(TownStore store)
    {
        var seen = await Replays.RunAsync(store, keys: 150, atOnce: 16, seed: 1);
        seen.Books.Faults.ShouldBeEmpty();
        (seen.Books.Lost, seen.Books.Doubled, seen.Books.WithoutFact, seen.Books.WithoutLeaf).ShouldBe((0, 0, 0, 0));
        (seen.Different, seen.Unmarked, seen.Taken).ShouldBe((0, 0, 0));
        seen.Dropped.ShouldBeGreaterThan(50, "the line did drop answers");
        seen.Second.ShouldBeGreaterThan(50, "others did change their mind");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_form_that_is_sent_again_because_its_answer_was_lost_or_after_the_end_leads_to_a_page_that_says_how_things_stand(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var (rated, late) = (await town.LinkOf(await town.ACaseIsCompleted()), await town.LinkOf(await town.ACaseIsCompleted()));
        (await SendAsync(rated, 5)).ShouldStartWith("/r/");
        foreach (var level in new[] { 5, 1 })
        {
            (await SendAsync(rated, level)).ShouldBe("/e/" + rated);
        }

        (await town.Citizen.GetStringAsync("/e/" + rated, Cancel)).ShouldContain("这次服务已经评价过了");
        town.Clock.Advance(TimeSpan.FromDays(60));
        (await SendAsync(late, 5)).ShouldBe("/e/" + late);
        (await town.Citizen.GetStringAsync("/e/" + late, Cancel)).ShouldContain("评价已截止");

        async Task<string> SendAsync(string token, int level)
        {
            using var form = new FormUrlEncodedContent([new("_handler", "rate"), new("Form.Level", $"{level}")]);
            using var answer = await town.Citizen.PostAsync("/e/" + token, form, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            return new Uri(town.Address, answer.Headers.Location!).AbsolutePath;
        }
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_store_that_is_away_is_said_with_503_and_when_to_come_again_also_by_a_page_and_to_a_department(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        var token = await town.LinkOf(number);
        await town.Services.GetRequiredService<Lanes<Submission, TaskRow, Result<Receipt>>>().StopAsync(Cancel); // takes nothing any more
        using var form = new FormUrlEncodedContent([new("_handler", "rate"), new("Form.Level", "5")]);
        var evaluations = new[] { new { source = "town", caseNumber = number, level = 5, channel = "kiosk", capturedAt = town.Clock.GetUtcNow() } };
        foreach (var answer in new[] { await town.Citizen.PostAsync("/e/" + token, form, Cancel), await town.Client.PostAsJsonAsync("/api/v1/evaluations", new { evaluations }, Cancel) })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
        }
    }

    [Fact(SkipUnless = nameof(PostgresServer.IsThere), SkipType = typeof(PostgresServer), Skip = PostgresServer.WhySkipped)]
    public async Task A_store_without_claims_and_keys_doubles_so_they_are_what_prevents_it() =>
        (await Replays.RunAsync(TownStore.Postgres, keys: 60, atOnce: 16, seed: 1, Replays.ForgetClaimsAsync)).Books.Doubled.ShouldBeGreaterThan(0);
}
