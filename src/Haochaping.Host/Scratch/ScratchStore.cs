using Microsoft.Data.Sqlite;

namespace Haochaping.Host.Scratch;

/// <summary>样板库 — migrated and planted once; every scratch house then starts from a copy of it.</summary>
/// <param name="keys">The key file that all of them share.</param>
/// <param name="plant">What every house is to hold.</param>
internal abstract class ScratchStore(string keys, Func<IServiceProvider, Task> plant)
{
    private static readonly DateTimeOffset Before = new(2019, 1, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private bool made;

    /// <summary>Makes a copy for one house; returns the settings that lead to it.</summary>
    /// <param name="folder">Data folder of that house.</param>
    /// <param name="cancel">Before the copy is made.</param>
    public async Task<IReadOnlyDictionary<string, string?>> CopyAsync(string folder, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            if (!made)
            {
                await MakeAsync(await FoundAsync());
                await FinishAsync();
                made = true;
            }

            return new Dictionary<string, string?>(await CopyToAsync(folder)) { ["HAOCHAPING_DATA"] = folder, ["Keys:File"] = keys };
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Settings of the template.</summary>
    protected abstract Task<Dictionary<string, string?>> FoundAsync();

    /// <summary>Lets go of the template, so that it can be copied.</summary>
    protected abstract Task FinishAsync();

    /// <summary>Copies the template; returns the settings of the copy.</summary>
    protected abstract Task<Dictionary<string, string?>> CopyToAsync(string folder);

    private async Task MakeAsync(Dictionary<string, string?> settings)
    {
        await using var app = ScratchHouse.Build(new HandClock(Before), [.. settings, new("Keys:File", keys)]);
        await HouseHost.MigrateAsync(app.Services, CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        await plant(scope.ServiceProvider);
    }
}

/// <summary>样板文件 — the template as a SQLite file. Nothing in it is worth a sync: it is thrown away.</summary>
internal sealed class SqliteScratch(string folder, string keys, Func<IServiceProvider, Task> plant) : ScratchStore(keys, plant)
{
    private readonly string template = Path.Combine(folder, "haochaping.db");

    protected override Task<Dictionary<string, string?>> FoundAsync() => Task.FromResult(new Dictionary<string, string?> { ["HAOCHAPING_DATA"] = folder });

    protected override async Task FinishAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={template}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }

    protected override Task<Dictionary<string, string?>> CopyToAsync(string folder)
    {
        File.Copy(template, Path.Combine(folder, "haochaping.db"));
        return Task.FromResult(new Dictionary<string, string?> { ["Database:SynchronousFull"] = "false", ["Database:AllowUnsafeDurability"] = "true" });
    }
}
