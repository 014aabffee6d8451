using System.Text;
using System.Text.Json.Nodes;
using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Notifications.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Exchange;

/// <summary>Two houses over a line that is cut a hundred times: in the end both know the same orders and the same results.</summary>
public sealed class ChaosTests
{
    private const int Orders = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TownStore.Sqlite, TownStore.Postgres)]
    [InlineData(TownStore.Postgres, TownStore.Sqlite)]
    [Requirement("SZ-07a", "SZ-07d", "SZ-07e", "SZ-21b")]
    public async Task A_hundred_cuts_lose_nothing_and_double_nothing(TownStore city, TownStore hotline)
    {
        await using var houses = await TwoHouses.OpenAsync(city, hotline, "00:00:00.3");
        houses.ToHotline.CutTimes(15);
        houses.ToCity.CutTimes(85);
        await LiveAsync(houses);

        (houses.ToHotline.Left, houses.ToCity.Left).ShouldBe((0, 0), "every cut was met");
        var (here, there) = (await TwoHouses.StoryAsync(houses.City), await TwoHouses.StoryAsync(houses.Hotline));
        here.Count.ShouldBe(Orders);
        here.ShouldAllBe(story => story.Contains(nameof(OrderState.Closed)));
        there.ShouldBe(here);
        (await houses.City.LookAsync(db => db.Orders.CountAsync(Cancel)), await houses.Hotline.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe((Orders, Orders));
        foreach (var (from, to) in new[] { (houses.City, houses.Hotline), (houses.Hotline, houses.City) })
        {
            var (written, delivered) = (await from.FactsAsync<LetterWritten>(), await from.FactsAsync<LetterDelivered>());
            var received = await to.FactsAsync<LetterReceived>();
            delivered.Select(f => f.Letter.LetterId).ShouldBe(written.Select(f => f.Letter.LetterId), ignoreOrder: true);
            received.Where(f => f.Code is null).Select(f => $"{f.Letter.Number} {f.Letter.Sequence} {f.Letter.Act}").ShouldBe(written.Select(f => $"{f.Letter.Number} {f.Letter.Sequence} {f.Letter.Act}"), ignoreOrder: true);
            (await from.LookAsync(db => db.Letters.CountAsync(l => l.Attempts > 1 && l.Direction == Direction.Out, Cancel))).ShouldBeGreaterThan(0, "some went more than once");
            (await from.FaultsAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_line_that_takes_the_number_away_doubles_orders_so_the_number_is_what_prevents_it()
    {
        await using var houses = await TwoHouses.OpenAsync(TownStore.Sqlite, TownStore.Sqlite, "00:00:00.3");
        var tries = 0;
        houses.ToHotline.Rewriting = body =>
        {
            var letter = JsonNode.Parse(body)!;
            letter["number"] = $"{letter["number"]}-{Interlocked.Increment(ref tries)}";
            letter["word"]!["caseNumber"] = letter["word"]!["source"] = null;
            var other = Encoding.UTF8.GetBytes(letter.ToJsonString());
            return (other, Signature.Of(other, TwoHouses.Secret, houses.City.Clock.GetUtcNow(), "City"));
        };
        houses.ToHotline.CutTimes(7);
        await houses.ANegativeArrives("材料反复补");
        await houses.ANegativeArrives("材料反复补");
        await houses.PassUntilQuietAsync();
        (await houses.Hotline.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBeGreaterThan(2);
    }

    private static async Task LiveAsync(TwoHouses houses)
    {
        for (var i = 0; i < Orders; i++)
        {
            await houses.ANegativeArrives($"第 {i} 件，等了很久");
            await houses.PassAsync(1);
        }

        await houses.PassUntilQuietAsync();
        var orders = await houses.Hotline.LookAsync(db => db.Orders.OrderBy(o => o.Number).Select(o => o.Id).ToListAsync(Cancel));
        orders.Count.ShouldBe(Orders);
        foreach (var step in Enumerable.Range(0, TwoHouses.Road(1).Count))
        {
            foreach (var (i, order) in orders.Index().Where(o => step < TwoHouses.Road(o.Index).Count))
            {
                await TwoHouses.Road(i)[step](houses.Hotline, order);
            }

            await houses.PassAsync(); // the next step does not wait for the last one's letters
        }

        await houses.PassUntilQuietAsync();
        await houses.PassUntilQuietAsync();
    }
}
