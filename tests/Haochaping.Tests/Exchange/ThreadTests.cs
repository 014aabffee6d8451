using System.Net.Http.Json;
using System.Text;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Features;
using Haochaping.Exchange.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Notifications.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Ledger;
using Haochaping.Tests.Permissions;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Exchange;

/// <summary>How the letters about one order follow one another, and how partners are told apart.</summary>
public sealed class ThreadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Who_sends_an_order_that_was_here_before_is_told_what_was_done_with_it_so_far(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-04-24T15:20", new Dictionary<string, string?>
        {
            ["Policy:Places:36"] = "HK", ["WorkOrders:Desks:City12345"] = "JX-AUTH", ["Exchange:Partners:Province12345:Secret"] = TwoHouses.Secret,
            ["Exchange:Partners:Province12345:Url"] = Line.Nowhere.ToString(), ["Exchange:Partners:Province12345:KeyId"] = "Haikou",
        });
        var number = await town.ACaseIsCompleted();
        var link = await town.LinkOf(number);
        (await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", new { level = 1, text = "等了很久", proof = await town.ProveAsync(link) }, Cancel)).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var word = new { act = "opened", at = town.Clock.GetUtcNow(), unit = "JX-CITY", source = "town", caseNumber = number, level = 1, text = "等了很久" };
        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-1", sequence = 0, word })).Status.ShouldBe(200);
        await town.SettleAsync();
        var id = await town.LookAsync(db => db.Orders.Select(o => o.Id).SingleAsync(Cancel));
        await TwoHouses.ActAsync<ForwardOrder, ForwardOrder.Request>(town, id, new(null, null));
        await TwoHouses.ActAsync<AcceptOrder, AcceptOrder.Request>(town, id, new("1024", null));
        await town.SettleAsync();

        (await TwoHouses.HandInAsync(town, "Province12345", new { number = "HN-2", sequence = 0, word })).Status.ShouldBe(200);
        await town.SettleAsync();
        await TwoHouses.ActAsync<UrgeOrder, UrgeOrder.Request>(town, id, new("请尽快", null));
        await town.SettleAsync();
        (await town.LookAsync(db => db.Letters.AsNoTracking().Where(l => l.Number == "HN-2" && l.Direction == Direction.Out).OrderBy(l => l.Sequence).ToListAsync(Cancel)))
            .Select(l => (l.Sequence, l.Act)).ShouldBe([(1, OrderWordKind.Forwarded), (2, OrderWordKind.Accepted), (3, OrderWordKind.Urged)]);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_told_of_an_order_waits_while_the_order_itself_was_refused(TownStore store)
    {
        await using var houses = await TwoHouses.OpenAsync(store, TownStore.Sqlite);
        var town = houses.City;
        houses.ToHotline.Rewriting = body =>
        {
            var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("SZ-CITY", "NOBODY", StringComparison.Ordinal));
            return (other, Signature.Of(other, TwoHouses.Secret, town.Clock.GetUtcNow(), "City"));
        };
        var id = await houses.ANegativeArrives("材料反复补");
        await houses.PassAsync();
        await TwoHouses.ActAsync<UrgeOrder, UrgeOrder.Request>(town, id, new("请尽快", null));
        await houses.PassAsync();
        var letters = await town.LookAsync(db => db.Letters.AsNoTracking().OrderBy(l => l.Sequence).ToListAsync(Cancel));
        letters.Select(l => (l.State, l.Attempts)).ShouldBe([(LetterState.Refused, 1), (LetterState.Waiting, 0)]);

        houses.ToHotline.Rewriting = null;
        using var chief = await Official.SignInAsync(town, [Role.Administrator], regions: ["*"]);
        await chief.PostFormAsync("/console/exchange", "letter", $"Resend={letters[0].CaseId}/{letters[0].Id}");
        await houses.PassUntilQuietAsync();
        (await town.LookAsync(db => db.Letters.Select(l => l.State).Distinct().SingleAsync(Cancel))).ShouldBe(LetterState.Delivered);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_let_us_wait_is_left_alone_for_this_turn()
    {
        await using var houses = await TwoHouses.OpenAsync(TownStore.Sqlite, TownStore.Sqlite, "00:00:03");
        houses.ToHotline.Target = Line.Nowhere;
        for (var i = 0; i < 3; i++)
        {
            await houses.ANegativeArrives("材料反复补");
        }

        houses.Mend();
        houses.City.Clock.Advance(TimeSpan.FromMinutes(20));
        houses.Hotline.Clock.Advance(TimeSpan.FromMinutes(20));
        houses.ToHotline.CutNext(Cut.None, Cut.TooSlow);
        await using var scope = houses.City.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<SendLetters>().RunAsync(Cancel)).ShouldBe(0, "or the next turn would come at once, and wait again");
        (await houses.City.LookAsync(db => db.Letters.CountAsync(l => l.State == LetterState.Delivered, Cancel))).ShouldBe(1);
    }

    [Theory]
    [InlineData("B", "a-secret-of-two-houses", "Secret 相同")]
    [InlineData("B", "another-secret-of-theirs", "同名")]
    public void No_partner_can_pass_for_another(string keyId, string secret, string complaint) => Should.Throw<InvalidOperationException>(() => Partners.Read(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Exchange:Partners:A:Secret", TwoHouses.Secret), new("Exchange:Partners:B:Secret", secret), new("Exchange:Partners:B:Url", "https://b.example/"), new("Exchange:Partners:B:KeyId", keyId),
    ]).Build())).Message.ShouldContain(complaint);
}
