using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>The evaluation window by the packs, as scenarios S01, S02 and S13 tell it.</summary>
public sealed class WindowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-17a", "SZ-17b", "SZ-17c")]
    public async Task S01_Shenzhen_defaults_after_seven_natural_days_and_closes_on_the_second(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var token = await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device");
        var late = await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device");

        town.Clock.SetNow("2020-10-05T23:59:59");
        (await town.Rate(token, 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        town.Clock.SetNow("2020-10-06T00:00:00");
        var refused = await town.Rate(late, 5);
        refused.StatusCode.ShouldBe(HttpStatusCode.Gone, "the window is over although no job has run");
        foreach (var channel in new[] { "sms", "app", "website", "kiosk", "receipt_dynamic_qr", "hotline_sms" })
        {
            (await town.Rate(await town.LinkOf("T-000002", channel), 5)).StatusCode.ShouldBe(HttpStatusCode.Gone, channel);
        }

        (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("window-closed");

        town.Clock.SetNow("2020-10-09T10:00:00"); // the job runs days late
        await town.SettleAsync();
        await town.SettleAsync();
        var facts = await Facts<EvaluationDefaulted>(town);
        facts.Count.ShouldBe(1);
        facts[0].Level.ShouldBe(Level.BasicallySatisfied);
        facts[0].EffectiveAt.ShouldBe(DateTimeOffset.Parse("2020-10-06T00:00:00+08:00"));
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-06c", "JX-06d")]
    public async Task S02_Jiangxi_counts_five_working_days_over_National_Day(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        await town.ACaseIsCompleted();

        town.Clock.SetNow("2020-10-12T23:59:59");
        await town.SettleAsync();
        (await Facts<EvaluationDefaulted>(town)).ShouldBeEmpty();

        town.Clock.SetNow("2020-10-13T00:06:00");
        await town.SettleAsync();
        var fact = (await Facts<EvaluationDefaulted>(town)).ShouldHaveSingleItem();
        fact.EffectiveAt.ShouldBe(DateTimeOffset.Parse("2020-10-13T00:00:00+08:00"));
        fact.Level.ShouldBe(Level.BasicallySatisfied);
    }

    [Theory]
    [InlineData(TownStore.Sqlite, "receiptFailed")]
    [InlineData(TownStore.Sqlite, "acceptanceRefused")]
    [InlineData(TownStore.Postgres, "receiptFailed")]
    [InlineData(TownStore.Postgres, "acceptanceRefused")]
    [Requirement("SZ-18i")]
    public async Task S13_Shenzhen_failed_receipt_or_acceptance_has_no_entry_and_leaves_nothing_to_default(TownStore store, string failed)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var answer = await town.Client.PostAsJsonAsync(
            "/api/v1/cases",
            new { source = "town", caseNumber = "F-1", item = "SZ-ITEM-1", receivingInstitution = "SZ-CITY", channel = "window", events = new[] { new { kind = failed, at = "2020-11-02T09:30:00+08:00" } } },
            Cancel);
        var result = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("results")[0];
        result.GetProperty("outcome").GetString().ShouldBe("created");
        result.GetProperty("code").GetString().ShouldBe("not-ratable");
        result.GetProperty("basis").GetString()!.ShouldContain("第十八条");

        town.Clock.Advance(TimeSpan.FromDays(30));
        await town.SettleAsync();
        (await town.LookAsync(db => db.Tasks.CountAsync(Cancel))).ShouldBe(0);
        (await town.Client.GetAsync("/api/v1/tasks?source=town&caseNumber=F-1&channel=sms", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-16a", "GEN-A03")]
    public async Task Where_real_names_are_mandatory_a_bare_link_asks_for_the_certificate(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var token = await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"));
        var bare = await town.Rate(token, 5);
        bare.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await bare.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("proof-needed");

        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/proof", new { certificate = "999999" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var proof = await (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/proof", new { certificate = "010001" }, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var rated = await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/evaluation", new { level = 5, proof = proof.GetProperty("proof").GetString() }, Cancel);
        rated.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Five_wrong_tries_lock_the_proof_even_for_the_right_one(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var token = await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"));
        for (var i = 0; i < 5; i++)
        {
            await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/proof", new { certificate = "999999" }, Cancel);
        }

        var right = await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/proof", new { certificate = "010001" }, Cancel);
        (await right.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("proof-locked");
    }

    private static async Task<IReadOnlyList<TFact>> Facts<TFact>(Town town)
        where TFact : IFact
    {
        var type = FactTypes.NameOf(typeof(TFact));
        var bodies = await town.LookAsync(db => db.Journal.AsNoTracking().Where(e => e.Type == type).Select(e => e.Body).ToListAsync(Cancel));
        return [.. bodies.Select(b => JsonSerializer.Deserialize<Envelope<TFact>>(b, FactJson.Options)!.Fact)];
    }
}
