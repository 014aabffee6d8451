using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>A case reported after its window (ADR 0012): whoever never could rate is not defaulted.</summary>
public sealed class LateReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TownStore.Sqlite, "44", "SZ", "2020-11-09T00:00:00")] // seven natural days from Sunday 1 November
    [InlineData(TownStore.Sqlite, "36", "JX", "2020-11-07T00:00:00")] // five working days: Monday to Friday
    [InlineData(TownStore.Sqlite, "36", "ND", null)]
    [InlineData(TownStore.Postgres, "44", "SZ", "2020-11-09T00:00:00")]
    [InlineData(TownStore.Postgres, "36", "JX", "2020-11-07T00:00:00")]
    [InlineData(TownStore.Postgres, "36", "ND", null)]
    public async Task Its_time_counts_from_the_day_of_the_report_and_explains_itself(TownStore store, string place, string pack, string? closes)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-01T10:00", new Dictionary<string, string?> { ["Policy:Places:" + place] = pack });
        var (institution, item) = place == "44" ? ("SZ-CITY", "SZ-ITEM-1") : ("JX-CITY", "JX-ITEM-1");
        await town.ReportAsync(ACase("L-1", "2020-08-03T09:00:00+08:00", institution: institution, item: item));
        await town.SettleAsync();
        await town.SettleAsync();

        var task = await town.LookAsync(db => db.Tasks.SingleAsync(Cancel));
        (task.State, task.CountsFrom).ShouldBe((TaskState.Open, DateTimeOffset.Parse("2020-11-01T10:00:00+08:00")));
        task.CompletedAt.ShouldBe(DateTimeOffset.Parse("2020-08-03T09:00:00+08:00"));
        if (closes is not null)
        {
            task.ClosesAt.ShouldBe(DateTimeOffset.Parse(closes + "+08:00"));
        }

        (await town.FactsAsync<WindowPostponed>()).ShouldHaveSingleItem().ClosesAt.ShouldBe(task.ClosesAt);
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldBeEmpty();
        var token = await town.LinkOf("L-1", "window_device");
        var form = await town.Citizen.GetFromJsonAsync<JsonElement>("/api/v1/tasks/" + token, Cancel);
        form.Text("explainPath")!.ShouldEndWith("from=2020-11-01");
        (await town.Citizen.GetStringAsync("/e/" + token, Cancel)).ShouldContain("起算（默认）");

        town.Clock.SetNow(task.ClosesAt.AddSeconds(-1));
        (await town.Rate(token, 4)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_report_within_the_window_moves_nothing_and_a_late_one_defaults_only_after_its_own_time(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-01T10:00");
        await town.ReportAsync(ACase("L-1", "2020-10-25T09:00:00+08:00", institution: "SZ-CITY", item: "SZ-ITEM-1")); // its last day
        await town.ReportAsync(ACase("L-2", "2020-10-24T09:00:00+08:00", institution: "SZ-CITY", item: "SZ-ITEM-1")); // over since midnight
        await town.SettleAsync();
        var closes = await town.LookAsync(db => db.Tasks.OrderBy(t => t.ClosesAt).Select(t => t.ClosesAt).ToListAsync(Cancel));
        closes.ShouldBe([DateTimeOffset.Parse("2020-11-02T00:00:00+08:00"), DateTimeOffset.Parse("2020-11-09T00:00:00+08:00")]);

        town.Clock.SetNow("2020-11-09T00:04:59");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationDefaulted>()).ShouldHaveSingleItem().Task.Place.CaseNumber.ShouldBe("L-1");
        town.Clock.SetNow("2020-11-09T00:06:00");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationDefaulted>()).Single(f => f.Task.Place.CaseNumber == "L-2").EffectiveAt.ShouldBe(closes[1]);
    }
}
