using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Tests.Host;

/// <summary>备份案 — a town with a few rated people that was backed up, and shells to restore into.</summary>
internal sealed class BackupCase : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("haochaping-backup-").FullName;
    private readonly List<Shell> shells = [];
    private readonly List<string> databases = [];
    private Town town = null!;

    /// <summary>Commands on the house itself.</summary>
    public Shell House { get; private set; } = null!;

    /// <summary>Its backup.</summary>
    public string File => Path.Combine(folder, "backup.zip");

    public static async Task<BackupCase> OpenAsync(TownStore store)
    {
        var one = new BackupCase { town = await Town.OpenAsync(store) };
        await using (var scope = one.town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<IVaultCheck>().RunAsync(CancellationToken.None)).Value; // as at an opening: a town has none of its own
        }

        for (var level = 1; level <= 5; level++)
        {
            await one.town.Rate(await one.town.LinkOf(await one.town.ACaseIsCompleted()), level, "演示意见 “引号” \\ 和表情 😀\t");
        }

        await one.town.SettleAsync();
        one.House = one.ShellOf(await one.town.LeaveAsync());
        var (code, _, errors) = await one.House.RunAsync("backup", one.File);
        return code == 0 ? one : throw new InvalidOperationException(errors);
    }

    /// <summary>A shell whose store is empty, with the keys of the house.</summary>
    public async Task<Shell> EmptyAsync(TownStore store)
    {
        var shell = ShellOf(new Dictionary<string, string?>(House.Settings) { ["HAOCHAPING_DATA"] = Path.Combine(folder, $"data-{shells.Count}") });
        shell.Settings["Database:Provider"] = store == TownStore.Postgres ? "postgres" : "sqlite";
        if (store == TownStore.Postgres)
        {
            databases.Add(await PostgresServer.CreateDatabaseAsync());
            shell.Settings["Database:ConnectionString"] = databases[^1];
        }

        return shell;
    }

    /// <summary>A copy of the backup with other bytes.</summary>
    public string Copy(string name, Func<byte[], byte[]> change)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, change(System.IO.File.ReadAllBytes(File)));
        return path;
    }

    /// <summary>A copy with one entry changed by somebody who knows the format: its hash is right.</summary>
    public string Forge(string name, string entry, Func<string, string> change)
    {
        var path = Path.Combine(folder, name);
        var comment = "";
        using (var from = ZipFile.OpenRead(File))
        using (var to = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            to.Comment = comment = from.Comment;
            foreach (var old in from.Entries)
            {
                using var read = new StreamReader(old.Open());
                using var write = new StreamWriter(to.CreateEntry(old.FullName).Open(), new UTF8Encoding(false));
                write.Write(old.FullName == entry ? change(read.ReadToEnd()) : read.ReadToEnd());
            }
        }

        var bytes = System.IO.File.ReadAllBytes(path);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, bytes.Length - 64)))).CopyTo(bytes, bytes.Length - 64);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Name, length and content of every entry.</summary>
    public static Dictionary<string, string> Entries(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var read = new StreamReader(e.Open());
            return read.ReadToEnd();
        });
    }

    /// <summary>Another path in this folder.</summary>
    public string Beside(string name) => Path.Combine(folder, name);

    public async ValueTask DisposeAsync()
    {
        foreach (var shell in shells)
        {
            shell.Dispose();
        }

        await town.DisposeAsync();
        foreach (var database in databases)
        {
            await PostgresServer.DropDatabaseAsync(database);
        }

        Directory.Delete(folder, recursive: true);
    }

    private Shell ShellOf(IReadOnlyDictionary<string, string?> settings)
    {
        var shell = new Shell();
        foreach (var (key, value) in settings)
        {
            shell.Settings[key] = value;
        }

        shells.Add(shell);
        return shell;
    }
}
