using System.Globalization;
using System.Net.Http.Json;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Speed;

/// <summary>
/// A place with many people who may rate: a few cases go in by the front door, and their open tasks are then laid in many times over,
/// each with keys and a signed link of its own. What is measured begins after that.
/// </summary>
internal sealed class Place : IAsyncDisposable
{
    private const int PerInsert = 2_000;

    private static readonly string Program = Path.Combine(
        Root(), "src", "Haochaping.Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "haochaping.dll");

    private readonly Town town;

    private Place(Town town) => this.town = town;

    /// <summary>Settings of the house, once <see cref="LeaveAsync"/> was called.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; private set; } = null!;

    /// <summary>The house within this process, until it is left.</summary>
    public IServiceProvider Services => town.Services;

    /// <summary>Where its store is.</summary>
    public IReadOnlyDictionary<string, string?> Store => new[] { "Database:ConnectionString", "HAOCHAPING_DATA" }.ToDictionary(key => key, key => Services.GetRequiredService<IConfiguration>()[key]);

    public static async Task<Place> OpenAsync(TownStore store)
    {
        var now = TimeProvider.System.Now().ToHouse().ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        var town = await Town.OpenAsync(store, now, new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Warning", ["Database:SynchronousFull"] = "true" });
        var events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } };
        using var reported = await town.Client.PostAsJsonAsync("/api/v1/cases", new
        {
            cases = new[] { ("JX-CITY", "JX-ITEM-1"), ("JX-CITY", "JX-ITEM-1"), ("JX-POLICE", "JX-ITEM-3") }.Select((what, i) => new
            {
                source = "town", caseNumber = $"S-{i}", item = what.Item2, receivingInstitution = what.Item1, channel = "online", events,
            }),
        });
        reported.EnsureSuccessStatusCode();
        await town.SettleAsync();
        return new(town);
    }

    /// <summary>Time goes by, and what the rules have to know of it is settled.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await town.SettleAsync();
        town.Clock.Advance(time);
    }

    /// <summary>Lays in open tasks; writes the path of each one's rating into <paramref name="file"/>, if one is named.</summary>
    public async Task PeopleAsync(int people, string? file = null)
    {
        await using var scope = town.Services.CreateAsyncScope();
        var (db, store, keys) = (scope.ServiceProvider.GetRequiredService<AppDb>(), scope.ServiceProvider.GetRequiredService<IStore>(), scope.ServiceProvider.GetRequiredService<IKeys>());
        var real = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open).ToListAsync();
        await using var paths = file is null ? StreamWriter.Null : new StreamWriter(file);
        foreach (var chunk in Enumerable.Range(0, people).Chunk(PerInsert))
        {
            List<object> rows = [.. chunk.Select(i => real[i % real.Count] with { CaseId = Guid.NewGuid(), TaskId = Guid.NewGuid(), RemindAt = null })];
            await using var transaction = await db.Database.BeginTransactionAsync();
            await store.InsertAsync(db, Table.Of(db, typeof(TaskRow)), rows, CancellationToken.None);
            await transaction.CommitAsync();
            foreach (TaskRow row in file is null ? [] : rows)
            {
                await paths.WriteLineAsync($"/api/v1/tasks/{new TaskToken(row.CaseId, row.TaskId, ChannelKind.Sms).Sign(keys)}/evaluation");
            }
        }
    }

    /// <summary>Leaves the place to the program itself.</summary>
    public async Task LeaveAsync() => Settings = await town.LeaveAsync();

    /// <summary>The program as its users have it, in a process of its own, with sealer, followers and jobs.</summary>
    public async Task<(Child Child, string Address)> ServeAsync()
    {
        var address = "";
        var (child, _) = await Child.StartAsync(
            Settings,
            line =>
            {
                address = line.TrimStart().StartsWith("市民 ", StringComparison.Ordinal) ? line[line.IndexOf("http", StringComparison.Ordinal)..^"/check".Length] : address;
                return line.StartsWith("  数据目录 ", StringComparison.Ordinal);
            },
            Program, "serve");
        return (child, address);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Haochaping.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The bench runs from its build output inside the repository.");
    }
}
