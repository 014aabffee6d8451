using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Ledger.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Testing;

/// <summary>
/// 小城 — the running house on a real port and a real store, with a clock that tests move. Tests come in by the front door;
/// what the background would do happens in <see cref="SettleAsync"/>, at once and in order.
/// </summary>
public sealed class Town : IAsyncDisposable
{
    private readonly string folder;
    private readonly Dictionary<string, string?> settings;
    private readonly string? database;
    private WebApplication app;
    private bool isLeft;
    private int cases;

    private Town(WebApplication app, FakeClock clock, string folder, Dictionary<string, string?> settings)
    {
        (this.app, Clock, this.folder, this.settings) = (app, clock, folder, settings);
        database = settings.GetValueOrDefault("Database:ConnectionString");
    }

    /// <summary>The clock of the house.</summary>
    public FakeClock Clock { get; }

    /// <summary>Where the house listens.</summary>
    public Uri Address => ScratchHouse.Address(app);

    /// <summary>The house's services, for what has no front door (commands, verification).</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>A citizen's browser: no sign-in, no redirects followed.</summary>
    public HttpClient Citizen { get; private set; } = null!;

    /// <summary>A business system with the scopes <c>cases:write</c> and <c>evaluations:write</c>.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Opens a Town at a moment in house time.</summary>
    /// <param name="store">Which store.</param>
    /// <param name="now">For example <c>2020-09-28T14:00</c>.</param>
    /// <param name="settings">Settings on top of the Town's own.</param>
    public static async Task<Town> OpenAsync(TownStore store, string now = "2026-11-18T09:00", IReadOnlyDictionary<string, string?>? settings = null)
    {
        if (store == TownStore.Postgres && !PostgresServer.IsThere)
        {
            Xunit.Assert.Skip(PostgresServer.WhySkipped);
        }

        var folder = Directory.CreateTempSubdirectory("haochaping-town-").FullName;
        var own = await Templates.CopyAsync(store, folder);
        var clock = new FakeClock(now);
        var all = Settings(folder);
        foreach (var (key, value) in own.Concat(settings ?? new Dictionary<string, string?>()))
        {
            all[key] = value;
        }

        var town = new Town(await StandAsync(all, clock), clock, folder, all);
        town.Citizen = town.Browser();
        town.Client = await town.ClientAsync("cases:write", "evaluations:write");
        return town;
    }

    /// <summary>A fresh visitor; with <paramref name="cookies"/> for signing in.</summary>
    public HttpClient Browser(bool cookies = false) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = Address };

    /// <summary>A business system with these scopes.</summary>
    public Task<HttpClient> ClientAsync(params string[] scopes) => ClientOfAsync([], scopes);

    /// <summary>A business system with these scopes, for these institutions only.</summary>
    public async Task<HttpClient> ClientOfAsync(IReadOnlyList<string> institutions, params string[] scopes)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var key = (await scope.ServiceProvider.GetRequiredService<CreateClient>().RunAsync("演示业务系统", scopes, institutions, [], Actor.House, CancellationToken.None)).Value;
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key);
        return client;
    }

    /// <summary>Seals, follows and does every due job until nothing moves.</summary>
    public Task SettleAsync() => app.Services.GetRequiredService<Settler>().SettleAsync(CancellationToken.None);

    /// <summary>A scope of the house for looking at what was stored.</summary>
    public async Task<T> LookAsync<T>(Func<AppDb, Task<T>> look)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <summary>Everything that verification finds wrong; nothing, as long as nobody meddles.</summary>
    public async Task<List<Fault>> FaultsAsync()
    {
        List<Fault> faults = [];
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IVerifyLedger>().RunAsync(faults.Add, null, null, CancellationToken.None);
        return faults;
    }

    /// <summary>A case at a JX window or online, decided now; returns its 办件编号.</summary>
    public Task<string> ACaseIsCompleted(string institution = "JX-CITY", string item = "JX-ITEM-1", string channel = "online", object? rating = null) =>
        ACaseIsReported(new { institution, item, channel, events = new[] { new { kind = "decided", at = Clock.GetUtcNow() } }, rating });

    /// <summary>The link of a case, as its business system would fetch it; returns the token.</summary>
    public async Task<string> LinkOf(string caseNumber, string channel = "sms")
    {
        var answer = await Client.GetFromJsonAsync<JsonElement>($"/api/v1/tasks?source=town&caseNumber={caseNumber}&channel={channel}");
        return answer.GetProperty("token").GetString()!;
    }

    /// <summary>A citizen rates by a link.</summary>
    public Task<HttpResponseMessage> Rate(string token, int level, string? text = null, string[]? tags = null) =>
        Citizen.PostAsJsonAsync($"/api/v1/tasks/{token}/evaluation", new { level, text, tags });

    /// <summary>Everybody goes home and the store is left alone: for tests that let the real program go on with it under these settings.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> LeaveAsync()
    {
        if (!isLeft)
        {
            isLeft = true;
            await ScratchHouse.StopAsync(app);
        }

        return settings;
    }

    /// <summary>Comes back to the store after <see cref="LeaveAsync"/>, as whatever went on there left it.</summary>
    public async Task ReturnAsync()
    {
        app = await StandAsync(settings, Clock);
        isLeft = false;
        Citizen = Browser();
    }

    /// <summary>The store of a town that has left is on another server now.</summary>
    internal void MovedTo(string connection) => settings["Database:ConnectionString"] = connection;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        if (database is not null)
        {
            await PostgresServer.DropDatabaseAsync(database);
        }

        Directory.Delete(folder, recursive: true);
    }

    internal static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["HAOCHAPING_DATA"] = folder,
        ["urls"] = "http://127.0.0.1:0",
        ["Policy:Places:36"] = "JX",
        ["Policy:Places:44"] = "SZ",
        ["Policy:Overlays:0"] = "overlays",
        ["Policy:Follow"] = "0", // tests look when they mean to
        ["Place:Name"] = "演示市",
    };

    private static async Task<WebApplication> StandAsync(Dictionary<string, string?> settings, FakeClock clock)
    {
        var app = ScratchHouse.Build(clock, settings);
        await app.StartAsync();
        return app;
    }

    private async Task<string> ACaseIsReported(object wire)
    {
        var number = $"T-{Interlocked.Increment(ref cases):D6}";
        var body = JsonSerializer.SerializeToNode(wire, JsonSerializerOptions.Web)!.AsObject();
        (body["source"], body["caseNumber"]) = ("town", number);
        body["receivingInstitution"] = body["institution"]!.DeepClone();
        body["applicant"] = JsonSerializer.SerializeToNode(new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = $"00000019000101{cases:D4}", phone = $"1000000{cases:D4}" });
        var response = await Client.PostAsJsonAsync("/api/v1/cases", body);
        response.EnsureSuccessStatusCode();
        var result = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results")[0];
        if (result.GetProperty("outcome").GetString() != "created")
        {
            throw new InvalidOperationException(result.GetRawText());
        }

        await SettleAsync();
        return number;
    }
}
