using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Features;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Exchange;

/// <summary>A city's evaluation system and its 12345 platform: two houses, each with its own store, and a line each way.</summary>
internal sealed class TwoHouses : IAsyncDisposable
{
    public const string Secret = "a-secret-of-two-houses";

    private static readonly OrderAct[] Shared = [OrderAct.Forwarded, OrderAct.Returned, OrderAct.Accepted, OrderAct.Contacted, OrderAct.Verified, OrderAct.MeasureTaken, OrderAct.Handled, OrderAct.Replied, OrderAct.Talked, OrderAct.Visited, OrderAct.Urged, OrderAct.Closed];

    private TwoHouses(Line toHotline, Line toCity, Town city, Town hotline) => (ToHotline, ToCity, City, Hotline) = (toHotline, toCity, city, hotline);

    public Line ToHotline { get; }

    public Line ToCity { get; }

    public Town City { get; }

    public Town Hotline { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TwoHouses> OpenAsync(TownStore city, TownStore hotline, string patience = "00:00:10")
    {
        var (toHotline, toCity) = (await Line.OpenAsync(), await Line.OpenAsync());
        var houses = new TwoHouses(
            toHotline, toCity,
            await Town.OpenAsync(city, "2020-04-24T09:20", Settings("Hotline12345", toHotline, "City", patience)),
            await Town.OpenAsync(hotline, "2020-04-24T09:20", Settings("City", toCity, "Hotline12345", patience)));
        houses.Mend();
        return houses;
    }

    /// <summary>Both lines lead where they should.</summary>
    public void Mend() => (ToHotline.Target, ToCity.Target) = (new(Hotline.Address, "/api/v1/exchange/letters"), new(City.Address, "/api/v1/exchange/letters"));

    /// <summary>A negative rating in the city; the key of its order there.</summary>
    public async Task<Guid> ANegativeArrives(string text)
    {
        var link = await City.LinkOf(await City.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device");
        (await City.Rate(link, 1, text)).EnsureSuccessStatusCode();
        await City.SettleAsync();
        return await City.LookAsync(db => db.Orders.OrderByDescending(o => o.OpenedAt).Select(o => o.Id).FirstAsync(Cancel));
    }

    /// <summary>Both settle, and some time goes by.</summary>
    public async Task PassAsync(int minutes = 20)
    {
        await City.SettleAsync();
        await Hotline.SettleAsync();
        City.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Hotline.Clock.Advance(TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Until nothing waits on either side.</summary>
    public async Task PassUntilQuietAsync()
    {
        await PassAsync(0);
        for (var turn = 0; turn < 300 && await WaitingAsync(City) + await WaitingAsync(Hotline) > 0; turn++)
        {
            await SendAsync(City);
            await SendAsync(Hotline);
            City.Clock.Advance(TimeSpan.FromMinutes(20));
            Hotline.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        await PassAsync(0);
    }

    private static async Task SendAsync(Town town)
    {
        await using var scope = town.Services.CreateAsyncScope();
        while (await scope.ServiceProvider.GetRequiredService<SendLetters>().RunAsync(Cancel) > 0)
        {
            // until nothing moves
        }
    }

    /// <summary>What the hotline and the unit do with an order of theirs, step by step.</summary>
    public static IReadOnlyList<Func<Town, Guid, Task>> Road(int i) =>
    [
        .. i % 2 == 0 ? [] : Returning,
        .. i % 2 == 1 ? [] : new[] { Passing },
        (t, id) => ActAsync<AcceptOrder, AcceptOrder.Request>(t, id, new("2048", null)),
        (t, id) => ActAsync<RecordContact, RecordContact.Request>(t, id, new(ContactMethod.Phone, true, $"R-{i}", $"第 {i} 次回访", null)),
        (t, id) => ActAsync<VerifyOrder, VerifyOrder.Request>(t, id, new(Verdict.True, Triage.Complex, CauseKind.Process, "材料清单不全", null)),
        (t, id) => ActAsync<TakeMeasure, TakeMeasure.Request>(t, id, new(HandlingMethod.Rectify, null, "更新清单", null)),
        (t, id) => ActAsync<RecordTalk, RecordTalk.Request>(t, id, new("分管负责人", null, new(2020, 4, 24), $"第 {i} 件：已约谈窗口负责人", null)),
        (t, id) => ActAsync<ReportRectification, ReportRectification.Request>(t, id, new($"第 {i} 件已整改", "感谢您的意见，已改正", null)),
        (t, id) => ActAsync<RecordVisit, RecordVisit.Request>(t, id, new(ContactMethod.Phone, true, Level.Satisfied, null, null)),
    ];

    private static readonly Func<Town, Guid, Task> Passing = (t, id) => ActAsync<ForwardOrder, ForwardOrder.Request>(t, id, new(null, null));

    // to the unit, and back: its clocks start anew with the next dispatch
    private static IReadOnlyList<Func<Town, Guid, Task>> Returning =>
    [
        (t, id) => ActAsync<ForwardOrder, ForwardOrder.Request>(t, id, new("SZ-AUTH", null)),
        (t, id) => ActAsync<ReturnOrder, ReturnOrder.Request>(t, id, new("不属本单位职责", null)),
        (t, id) => ActAsync<ForwardOrder, ForwardOrder.Request>(t, id, new("SZ-CITY", null)),
    ];

    public static async Task<Result<OrderAnswer>> TryAsync<TAct, TRequest>(Town town, Guid id, TRequest request)
        where TAct : class, IOrderAct<TRequest>
    {
        await using var scope = town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TAct>().RunAsync(id, request, new(new(ActorKind.Staff, "a"), StaffScope.Everything, Handles: true, Supervises: true, Dispatches: true), Cancel);
    }

    public static async Task ActAsync<TAct, TRequest>(Town town, Guid id, TRequest request)
        where TAct : class, IOrderAct<TRequest> => (await TryAsync<TAct, TRequest>(town, id, request)).Refusal.ShouldBeNull();

    /// <summary>Every order with where it stands and all that was done with it, by the number that both sides know.</summary>
    public static async Task<IReadOnlyList<string>> StoryAsync(Town town)
    {
        var orders = await town.LookAsync(db => db.Orders.AsNoTracking().ToListAsync(Cancel));
        var numbers = (await town.LookAsync(db => db.Letters.AsNoTracking().Where(l => l.Sequence == 0 && l.State != LetterState.Refused).ToListAsync(Cancel))).ToLookup(l => l.OrderId, l => l.Number);
        var lines = (await town.LookAsync(db => db.OrderTrace.AsNoTracking().Where(t => Shared.Contains(t.Act)).ToListAsync(Cancel))).ToLookup(t => t.OrderId);
        return
        [
            .. orders.SelectMany(o => numbers[o.Id], (o, number) => $"{number} {o.State} {o.Round} {o.Unit} {o.Verdict} {o.Cause} {o.Satisfaction} {o.HandledAt:O} "
                + string.Join("|", o.Clocks.Where(c => c.Side == ClockSide.Unit).Select(c => $"{c.Clock} {c.From:O} {c.LastDay} {c.MetAt:O}")) + " "
                + string.Join("|", lines[o.Id].OrderBy(l => l.Line).Select(l => $"{l.Act} {l.At:O} {l.Text}"))).Order(StringComparer.Ordinal),
        ];
    }

    public static Task<int> WaitingAsync(Town town) => town.LookAsync(db => db.Letters.CountAsync(l => l.State == LetterState.Waiting, Cancel));

    /// <summary>A letter by hand, signed as its partner would.</summary>
    public static async Task<(int Status, string? Receipt, string? Code)> HandInAsync(Town town, string partner, object letter, string secret = Secret, string? signer = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(letter, FactJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/exchange/letters") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Haochaping-Partner", partner);
        request.Headers.Add(Signature.Header, Signature.Of(body, secret, town.Clock.GetUtcNow(), signer ?? partner));
        using var answer = await town.Citizen.SendAsync(request, Cancel);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return ((int)answer.StatusCode, json.TryGetProperty("receipt", out var receipt) ? receipt.GetString() : null, json.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        await Hotline.DisposeAsync();
        await ToHotline.DisposeAsync();
        await ToCity.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(string partner, Line line, string keyId, string patience) => new()
    {
        ["WorkOrders:Desks:Hotline12345"] = "SZ-12345",
        [$"Exchange:Partners:{partner}:Url"] = line.Address.ToString(),
        [$"Exchange:Partners:{partner}:KeyId"] = keyId,
        [$"Exchange:Partners:{partner}:Secret"] = Secret,
        [$"Exchange:Partners:{partner}:Timeout"] = patience,
    };
}
