using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Host.Probing;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Policy;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Channels;

/// <summary>拨测: every level through every channel arrives, and what does not is named; nothing of it is counted.</summary>
public sealed class ProbeTests
{
    private static readonly string[] All = [.. Enum.GetValues<ChannelKind>().Select(ChannelCodes.Code)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Every_level_arrives_through_every_channel_sealed_and_in_no_figure(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var report = await ProbeAsync(town, town.Address, All);

        report.Lost.Select(p => $"{p.Channel} {p.Level}: {p.Why}").ShouldBeEmpty();
        report.Arrived.ShouldBe(All.Length * 5);
        var rated = await town.FactsAsync<EvaluationSubmitted>();
        rated.Select(f => (f.Channel, f.Level)).Distinct().Count().ShouldBe(All.Length * 5);
        rated.Count(f => f.IsNegative).ShouldBe(All.Length * 2, "and yet:");
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(0);
        (await town.LookAsync(db => db.Cube.CountAsync(Cancel))).ShouldBe(0);
        (await town.LookAsync(db => db.Pulse.CountAsync(Cancel))).ShouldBe(0);
        (await town.FaultsAsync()).ShouldBeEmpty();

        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        var number = report.Probes[0].Number;
        foreach (var list in new[] { "/console/cases?q=", "/console/tasks?q=", "/console/orders?state=all&q=" })
        {
            (await chief.GoAsync(list + Uri.EscapeDataString(number))).Html.ShouldNotContain(number + "</a>", customMessage: list);
        }

        (await chief.GoAsync("/console/cases")).Html.ShouldNotContain(report.Run);
        (await chief.GoAsync("/console/tasks?state=answered")).Html.ShouldNotContain(report.Run);
        (await chief.GoAsync("/console/cases?probes=1")).Html.ShouldContain(report.Run);
        (await chief.GoAsync($"/console/tasks?probes=1&q={Uri.EscapeDataString(number)}")).Html.ShouldContain(number + "</a>");

        town.Clock.Advance(TimeSpan.FromDays(40)); // nobody's default either
        await town.SettleAsync();
        (await town.LookAsync(db => db.Cube.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_place_that_blocks_one_level_is_caught_with_channel_and_level()
    {
        await using var place = await ThrowAwayPlace.OpenAsync("2026-11-18T09:00");
        await place.RuleAsync([("form.grades", "[非常满意, 满意, 基本满意, 不满意]"), ("form.negative_grades", "[不满意]")]);
        var report = await ProbeAsync(place.Town, place.Town.Address, ["sms", "kiosk"]);
        report.Lost.Select(p => (p.Channel, p.Level)).ShouldBe([("sms", 1), ("kiosk", 1)]);
        report.Lost.ShouldAllBe(p => p.Why!.StartsWith("评价被拒绝", StringComparison.Ordinal));
        report.Arrived.ShouldBe(8);
    }

    [Fact]
    public async Task A_gateway_that_thanks_for_the_worst_level_and_drops_it_is_caught()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await using var gateway = await Gateway.BeforeAsync(town.Address, swallow: body => body.Contains("\"level\":1", StringComparison.Ordinal));
        var report = await ProbeAsync(town, gateway.Address, ["app"]);
        var lost = report.Lost.ShouldHaveSingleItem();
        (lost.Channel, lost.Level, lost.Outcome).ShouldBe(("app", 1, ProbeOutcome.Thanked));
        lost.Why.ShouldBe("已得到回执，但存证日志中没有这条评价");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Nobody_hides_a_real_rating_among_the_probes(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var at = town.Clock.GetUtcNow();
        var single = await town.Client.PostAsJsonAsync("/api/v1/cases", new { source = Probes.Source, caseNumber = "1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online", events = new[] { new { kind = "decided", at } } }, Cancel);
        single.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await single.Content.ReadAsStringAsync(Cancel)).ShouldContain("source-reserved");
        var visit = await town.Client.PostAsJsonAsync("/api/v1/visits", new { source = Probes.Source, visitNumber = "1", institution = "JX-CITY", endedAt = at }, Cancel);
        (await visit.Content.ReadAsStringAsync(Cancel)).ShouldContain("source-reserved");
        (await town.LookAsync(db => db.Journal.CountAsync(j => j.Type == "invitation-issued@1", Cancel))).ShouldBe(0);
    }

    internal static async Task<ProbeReport> ProbeAsync(Town town, Uri house, string[] channels)
    {
        await using var scope = town.Services.CreateAsyncScope();
        var client = (await scope.ServiceProvider.GetRequiredService<CreateClient>().RunAsync("拨测", ["cases:write", Probes.Scope], [], [], Actor.House, Cancel)).Value;
        var plan = new ProbePlan("run-0001", "JX-ITEM-1", "JX-CITY", channels, town.Clock.Now(), Rounds: 3);
        return await new Prober(house, client.Key, town.Services, _ => town.SettleAsync()).RunAsync(plan, (_, _) => { }, Cancel);
    }
}
