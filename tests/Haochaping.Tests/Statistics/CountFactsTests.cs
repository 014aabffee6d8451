using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Storage;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Statistics.SomeFacts;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Statistics;

public sealed class CountFactsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static FiguresQuery October(Grouping by = Grouping.Institution, StaffScope? scope = null, string? region = null) =>
        new(new(2026, 10, 1), new(2026, 10, 31), by, scope ?? StaffScope.Everything, region);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    [Requirement("JX-19f", "HK-3.9c", "GEN-H2.2a")]
    public async Task Figures_come_from_facts_and_say_how_far_they_counted(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.SealAsync(
            Invited(Task("a")), Rated(Task("a"), Level.VerySatisfied),
            Invited(Task("b", "WATER")), Rated(Task("b", "WATER"), Level.Dissatisfied),
            Opened(Order("b", institution: "WATER")));
        await house.CountAsync();

        var table = await house.FiguresAsync(October());
        table.AsOf.Position.ShouldBe(5);
        table.Total.PositiveRate.ShouldBe(new Rate(1, 2));
        table.Rows.Select(r => (r.Key, r.Name, r.Tally.Active, r.Tally[Measure.Orders])).ShouldBe([("TAX", "名称TAX", 1, 0), ("WATER", "名称WATER", 1, 1)]);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_grouping_sums_to_the_same_total(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.SealAsync(Enumerable.Range(0, 40).SelectMany(i => Story(i)));
        await house.CountAsync();

        var total = (await house.FiguresAsync(October())).Total.NotZero.ToList();
        total.ShouldNotBeEmpty();
        foreach (var by in Enum.GetValues<Grouping>())
        {
            (await house.FiguresAsync(October(by))).Total.NotZero.ShouldBe(total, by.ToString());
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Portions_and_replays_give_the_very_same_cube(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        foreach (var part in Enumerable.Range(0, 60).SelectMany(i => Story(i)).Chunk(7))
        {
            await house.SealAsync(part);
            await house.CountAsync();
        }

        var once = await CubeAsync(house);
        await ForgetAsync(house);
        (await CubeAsync(house)).ShouldBeEmpty();
        await house.CountAsync();
        (await CubeAsync(house)).ShouldBe(once);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Two_counters_at_once_count_everything_once(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        for (var round = 0; round < 5; round++)
        {
            await house.SealAsync(Enumerable.Range(0, 300).Select(i => Invited(Task($"{round}-{i}", day: i % 20))));
            await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 4).Select(_ => System.Threading.Tasks.Task.Run(house.TurnAsync, Cancel)));
        }

        while (await house.TurnAsync() > 0)
        {
        }

        (await house.FiguresAsync(October())).Total.Invited.ShouldBe(1500);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    [Requirement("JLP-1a")]
    public async Task A_late_rating_takes_the_default_out_on_the_original_day(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.SealAsync(Invited(Task("a")), Defaulted(Task("a")), Invited(Task("b")), Defaulted(Task("b")));
        await house.CountAsync();
        (await house.FiguresAsync(October())).Total.Defaulted.ShouldBe(2);

        await house.SealAsync(Rated(Task("a"), Level.Dissatisfied));
        await house.CountAsync();
        var total = (await house.FiguresAsync(October(Grouping.Day))).Rows.Single().Tally;
        (total.Active, total.Defaulted, total[Measure.DefaultPositive], total.Open).ShouldBe((1, 1, 1, 0));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    [Requirement("JX-09a", "HK-3.7a")]
    public async Task A_reader_sees_their_institutions_and_regions_only(string store)
    {
        await using var house = await FiguresHouse.BuildAsync(store);
        await house.SealAsync(
            Invited(Task("a")),
            Invited(Task("b", "WATER", region: "360103000000")),
            Invited(Task("c", "POLICE", region: "440300000000")));
        await house.CountAsync();

        async Task<IEnumerable<string>> Seen(StaffScope scope, string? region = null) => (await house.FiguresAsync(October(scope: scope, region: region))).Rows.Select(r => r.Key);
        (await Seen(new([], ["360100000000"]))).ShouldBe(["TAX", "WATER"]);
        (await Seen(new(["POLICE"], []))).ShouldBe(["POLICE"]);
        (await Seen(new(["POLICE"], ["360103000000"]))).ShouldBe(["POLICE", "WATER"]);
        (await Seen(new([], []))).ShouldBeEmpty();
        (await Seen(StaffScope.Everything, region: "3601")).ShouldBe(["TAX", "WATER"]);
    }

    [Fact]
    public async Task The_last_name_wins()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        var task = Task("a");
        await house.SealAsync(Invited(task), Invited(Task("b") with { Place = task.Place with { InstitutionName = "新名称" } }));
        await house.CountAsync();
        (await house.FiguresAsync(October())).Rows.Single().Name.ShouldBe("新名称");
    }

    /// <summary>What may happen to one service, different for each number.</summary>
    private static IEnumerable<IFact> Story(int number)
    {
        var task = Task($"s{number}", number % 3 == 0 ? "WATER" : "TAX", day: number % 20);
        yield return Invited(task);
        if (number % 5 == 0)
        {
            yield return number % 2 == 0 ? Defaulted(task) : Expired(task);
        }

        if (number % 5 != 0 || number % 20 == 0)
        {
            yield return Rated(task, (Level)(1 + (number % 5)), number % 2 == 0, number % 7 == 0, number % 4 == 0 ? "window_device" : "sms");
        }

        if (number % 5 == 1)
        {
            var order = Order($"s{number}", number % 2 == 0);
            yield return Opened(order);
            yield return Contacted(order, ContactResult.Reached);
            yield return Handled(order, number % 3 == 0);
            yield return Closed(order, number % 3 == 0, VisitResult.Visited, number % 4 == 1);
        }
    }

    private static Task<List<string>> CubeAsync(FiguresHouse house) => house.InScopeAsync(async (_, db) =>
    {
        var rows = await db.Cube.AsNoTracking().ToListAsync(Cancel);
        return rows.Select(r => $"{r.Id} {r.Day:o} {r.Institution} {r.Via} {r.Measure} {r.Count}").Order(StringComparer.Ordinal).ToList();
    });

    private static Task<int> ForgetAsync(FiguresHouse house) => house.InScopeAsync(async (_, db) =>
    {
        await db.Cube.ExecuteDeleteAsync(Cancel);
        await db.OrderCounts.ExecuteDeleteAsync(Cancel);
        await db.KnownNames.ExecuteDeleteAsync(Cancel);
        await db.CountingProgress.ExecuteDeleteAsync(Cancel);
        return await db.Set<Cursor>().ExecuteDeleteAsync(Cancel);
    });
}
