using System.Net.Http.Json;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Chaos;

/// <summary>
/// 场地 — a town where every way in is open, people were served a day ago, and each holds a ticket. The real program then goes on with its
/// store: <see cref="Settings"/> are those of production, with every commit synced.
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    private const string Password = "jiao-hao-ji-2026-Ab";
    private readonly string folder;
    private readonly FakeGateway gateway;

    private string store;

    private Ground(string folder, FakeGateway gateway, Town town, TownStore store)
    {
        (this.folder, this.gateway, Town, Store) = (folder, gateway, town, store);
        var settings = town.Services.GetRequiredService<IConfiguration>();
        this.store = store == TownStore.Postgres ? settings["Database:ConnectionString"]! : settings["HAOCHAPING_DATA"]!;
    }

    public TownStore Store { get; }

    public Town Town { get; }

    /// <summary>Everybody's tickets, in the order they will be sent.</summary>
    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public Door Door { get; private set; } = null!;

    public AckJournal Journal { get; private set; } = null!;

    /// <summary>What the real program is started with.</summary>
    public Dictionary<string, string?> Settings { get; private set; } = [];

    /// <summary>Opens a town with so many tickets, in turn over these ways (all of them where none is named). It stands until <see cref="LeaveAsync"/>.</summary>
    public static async Task<Ground> OpenAsync(TownStore store, int tickets, IReadOnlyList<Way>? ways = null, IReadOnlyDictionary<string, string?>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-chaos-").FullName;
        var gateway = await FakeGateway.StartAsync();
        var settings = new Dictionary<string, string?>(more ?? new Dictionary<string, string?>())
        {
            ["Policy:Folder"] = EveryWayIsOpen(Path.Combine(folder, "policy")),
            ["Notifications:SendsFor"] = "province",
            ["Notifications:Sms:Url"] = gateway.Url.ToString(),
            ["Notifications:Sms:Key"] = FakeGateway.Key,
            ["Notifications:Sms:Replies"] = "true",
            ["PublicUrl"] = "https://haochaping.example/",
        };
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.Now().ToHouse().DateTime).AddDays(-1); // by day, when text messages are sent
        var ground = new Ground(folder, gateway, await Town.OpenAsync(store, $"{yesterday:yyyy-MM-dd}T10:00", settings), store) { Journal = new(Path.Combine(folder, "acknowledged")) };
        await ground.ServeAsync(tickets, ways ?? Way.All);
        return ground;
    }

    /// <summary>The store, read past the program.</summary>
    public Task<Books> BooksAsync() => Books.OpenAsync(Store, store);

    /// <summary>The store lives on another server now.</summary>
    public void MovedTo(string connection)
    {
        store = connection;
        Town.MovedTo(connection);
    }

    /// <summary>The town goes home; from here on the real program may take the store.</summary>
    public async Task LeaveAsync() => Settings = new(await Town.LeaveAsync()) { ["Database:SynchronousFull"] = "true", ["Database:AllowUnsafeDurability"] = "false" };

    /// <summary>The town comes back, later than everything that happened, and does all that is still to be done.</summary>
    public async Task ReturnAsync()
    {
        await Town.ReturnAsync();
        Town.Clock.SetNow(TimeProvider.System.Now().AddMinutes(20).ToHouse().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        await Town.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        Door.Tablet.Dispose();
        await Journal.DisposeAsync();
        await Town.DisposeAsync();
        await gateway.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync(int count, IReadOnlyList<Way> ways)
    {
        using var key = await Town.ClientAsync("cases:write", "evaluations:write", "hotline:write", "sms:write");
        Door = new Door(key.DefaultRequestHeaders.Authorization!.Parameter!, await TabletAsync()) { Address = Town.Address };
        var (at, keys) = (Town.Clock.GetUtcNow(), Town.Services.GetRequiredService<IKeys>());
        Tickets = [.. Enumerable.Range(1, count).Select(i => new Ticket(i, ways[i % ways.Count], at, keys))];
        foreach (var batch in Tickets.Where(t => t.Way.After != Served.Unreported).Chunk(1000))
        {
            using var answer = await key.PostAsJsonAsync("/api/v1/cases", new { cases = batch.Select(t => t.Case()) });
            var said = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode || said.Contains("\"refused\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(said);
            }

            await Town.SettleAsync();
        }
    }

    private async Task<TabletAtWindow> TabletAsync()
    {
        await using (var scope = Town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<IVaultCheck>().RunAsync(CancellationToken.None)).Value; // as at an opening: a town has none of its own
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new("supervisor", "演示人员", [Role.Supervisor], [], ["*"], Password), Actor.House, CancellationToken.None)).Value;
        }

        using var supervisor = new Visitor(Town.Address);
        await supervisor.SignInAsync("supervisor", Password, CancellationToken.None);
        return await TabletAtWindow.EnrolAsync(Town.Citizen, supervisor);
    }

    // The shipped rules, where Jiangxi also takes text messages.
    private static string EveryWayIsOpen(string folder)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "policy");
        foreach (var file in Directory.GetFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("  online: [\"website:江西", "  online: [sms, \"website:江西", StringComparison.Ordinal));
        }

        return folder;
    }
}
