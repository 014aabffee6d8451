using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Publication.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Publication.Features;
using Haochaping.Publication.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Statistics.SomeFacts;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Publication;

public sealed class PublishIssueTests
{
    internal static readonly Period October = new(new(2026, 10, 1), new(2026, 10, 31));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Two institutions, forty services each, nearly all rated.</summary>
    internal static IEnumerable<IFact> AGoodMonth(int open = 0) => Enumerable.Range(0, 80).SelectMany(i => Service(i, i < 80 - open));

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    [Requirement("X-10", "JX-19d")]
    public async Task An_issue_is_bytes_with_a_hash_that_stands_in_the_journal(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.CountAsync(AGoodMonth());
        (await PublishAsync(house)).Value.ShouldBe(1);

        var issue = await IssueAsync(house, 1);
        Convert.ToHexStringLower(SHA256.HashData(issue.Body)).ShouldBe(issue.Hash);
        var snapshot = Snapshot.Read(issue.Body);
        snapshot.ToBytes().ShouldBe(issue.Body, "reading and writing again gives the same bytes");
        (snapshot.Total.Due, snapshot.Total.Active, snapshot.Final, snapshot.Log.Counted).ShouldBe((80, 72, true, house.Sealed));
        var fact = await FactAsync(house);
        (fact.Number, fact.Hash, fact.Root, fact.TreeSize).ShouldBe((1, issue.Hash, "cm9vdA==", house.Sealed));
    }

    [Fact]
    [Requirement("HK-3.9c", "X-10")]
    public async Task A_first_value_is_followed_by_a_final_one_and_stays_as_it_was()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(AGoodMonth(open: 10));
        await PublishAsync(house);
        var first = await IssueAsync(house, 1);
        first.Final.ShouldBeFalse();

        await house.CountAsync(Enumerable.Range(70, 10).SelectMany(i => Service(i, true).Skip(1)));
        (await PublishAsync(house)).Value.ShouldBe(2);
        var second = await IssueAsync(house, 2);
        (second.Final, second.Replaces).ShouldBe((true, 1));
        (await IssueAsync(house, 1)).Body.ShouldBe(first.Body);
    }

    [Fact]
    public async Task What_changed_after_the_preview_is_not_published_unseen()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(AGoodMonth(open: 10));
        var seen = (await DraftAsync(house, October)).Value.Fingerprint();
        await house.CountAsync(Service(70, true).Skip(1));
        (await PublishAsync(house, seen)).Refusal!.Code.ShouldBe("figures-moved");
        (await house.InScopeAsync((_, db) => db.Issues.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_figures_are_not_published_twice()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(AGoodMonth());
        await PublishAsync(house);
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await PublishAsync(house)).Refusal!.Code.ShouldBe("nothing-new");
    }

    [Fact]
    public async Task A_period_that_could_be_subtracted_from_another_is_refused()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(AGoodMonth());
        await PublishAsync(house);
        (await DraftAsync(house, new(new(2026, 10, 1), new(2026, 10, 30)))).Refusal!.Code.ShouldBe("period-crosses");
        (await DraftAsync(house, new(new(2026, 9, 1), new(2026, 11, 15)))).Refusal!.Code.ShouldBe("period-crosses");
    }

    [Fact]
    public async Task A_period_must_be_over_the_right_way_round_counted_and_sealed()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        (await DraftAsync(house, October)).Refusal!.Code.ShouldBe("nothing-counted");
        await house.CountAsync(AGoodMonth());
        (await DraftAsync(house, new(new(2026, 11, 1), new(2026, 11, 20)))).Refusal!.Code.ShouldBe("period-not-over");
        (await DraftAsync(house, new(new(2026, 10, 31), new(2026, 10, 1)))).Refusal!.Code.ShouldBe("period-backwards");
        house.SignedSize = house.Sealed - 1;
        (await DraftAsync(house, October)).Refusal!.Code.ShouldBe("not-sealed-yet");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Of_two_publishers_at_once_one_publishes(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.CountAsync(AGoodMonth());
        var seen = (await DraftAsync(house, October)).Value.Fingerprint();
        var results = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 4).Select(_ => System.Threading.Tasks.Task.Run(() => PublishAsync(house, seen), Cancel)));
        results.Count(r => r.Refusal is null).ShouldBe(1);
        (await house.InScopeAsync((_, db) => db.Issues.CountAsync(Cancel))).ShouldBe(1);
        (await house.InScopeAsync((_, db) => db.Journal.CountAsync(e => e.Type == "issue-published@1", Cancel))).ShouldBe(1);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    [Requirement("X-10", "HK-3.9c")]
    public async Task Whoever_alters_or_deletes_an_issue_is_found(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.CountAsync(AGoodMonth());
        await PublishAsync(house);
        (await VerifyAsync(house)).ShouldBeEmpty();

        await house.InScopeAsync((_, db) => db.Issues.ExecuteUpdateAsync(set => set.SetProperty(i => i.Body, i => new byte[] { 1 }), Cancel));
        (await VerifyAsync(house)).ShouldBe(["issue-altered"]);
        await house.InScopeAsync((_, db) => db.Issues.ExecuteUpdateAsync(set => set.SetProperty(i => i.Final, false), Cancel));
        (await VerifyAsync(house)).ShouldBe(["issue-altered", "issue-row-altered"]);
        await house.InScopeAsync((_, db) => db.Issues.ExecuteDeleteAsync(Cancel));
        (await VerifyAsync(house)).ShouldBe(["issue-missing"]);
    }

    internal static async Task<Result<int>> PublishAsync(FiguresHouse house, string? seen = null)
    {
        seen ??= (await DraftAsync(house, October)).Value.Fingerprint();
        return await house.InScopeAsync((services, _) => services.GetRequiredService<PublishIssue>().RunAsync(October, seen, new Actor(ActorKind.Staff, "somebody"), Cancel));
    }

    private static IEnumerable<IFact> Service(int i, bool over)
    {
        var task = SomeFacts.Task($"s{i}", i % 2 == 0 ? "TAX" : "WATER", day: i % 15);
        yield return Invited(task);
        if (over)
        {
            yield return i % 10 == 9 ? Defaulted(task) : Rated(task, i % 4 == 3 ? Level.Dissatisfied : Level.VerySatisfied);
        }
    }

    private static Task<Result<Snapshot>> DraftAsync(FiguresHouse house, Period period) =>
        house.InScopeAsync((services, _) => services.GetRequiredService<DraftIssue>().RunAsync(period, Cancel));

    private static Task<IssueRow> IssueAsync(FiguresHouse house, int number) => house.InScopeAsync((_, db) => db.Issues.AsNoTracking().SingleAsync(i => i.Number == number, Cancel));

    private static Task<IssuePublished> FactAsync(FiguresHouse house) => house.InScopeAsync(async (_, db) =>
        JsonSerializer.Deserialize<Envelope<IssuePublished>>((await db.Journal.SingleAsync(e => e.Type == "issue-published@1", Cancel)).Body, FactJson.Options)!.Fact);

    private static Task<List<string>> VerifyAsync(FiguresHouse house) => house.InScopeAsync(async (services, db) =>
    {
        List<string> faults = [];
        await using var rows = await RawRows.OpenAsync(db, Cancel);
        await services.GetServices<IVerifyRows>().OfType<VerifyIssues>().Single().VerifyAsync(db, rows, fault => faults.Add(fault.Code), Cancel);
        return faults;
    });
}
