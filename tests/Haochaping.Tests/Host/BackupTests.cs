using System.Text.Json;
using Haochaping.Host.Backups;
using Haochaping.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>What is restored is what was backed up, in either store.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<TownStore, TownStore> Ways => new()
    {
        { TownStore.Sqlite, TownStore.Sqlite }, { TownStore.Postgres, TownStore.Postgres }, { TownStore.Sqlite, TownStore.Postgres }, { TownStore.Postgres, TownStore.Sqlite },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_restored_store_backs_up_to_the_same_rows(TownStore from, TownStore to)
    {
        await using var one = await BackupCase.OpenAsync(from);
        var empty = await one.EmptyAsync(to);
        var (code, output, errors) = await empty.RunAsync("restore", one.File);
        code.ShouldBe(0, output + errors);
        output.ShouldContain("核验无误");
        output.ShouldNotContain("规则文件", Case.Sensitive, "they are those of here");

        (await empty.RunAsync("backup", one.Beside("again.zip"))).Code.ShouldBe(0);
        var (first, again) = (BackupCase.Entries(one.File), BackupCase.Entries(one.Beside("again.zip")));
        var (manifest, second) = (Manifest(first), Manifest(again));
        manifest.GetProperty("log").GetProperty("size").GetInt64().ShouldBeGreaterThan(5);
        second.GetProperty("log").GetRawText().ShouldBe(manifest.GetProperty("log").GetRawText());
        Shapes(second).ShouldBe(Shapes(manifest));
        again.Keys.ShouldBe(first.Keys, ignoreOrder: true);
        first["tables/evaluations.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
        foreach (var table in first.Keys.Where(k => k.StartsWith("tables/", StringComparison.Ordinal)))
        {
            again[table].Split('\n').Order(StringComparer.Ordinal).ShouldBe(first[table].Split('\n').Order(StringComparer.Ordinal), table); // a store may read them in an order of its own
        }
    }

    [Xunit.Fact]
    public async Task No_key_is_in_a_backup_and_it_is_for_the_owner_alone()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        var everything = string.Concat(BackupCase.Entries(one.File).Values);
        foreach (var key in JsonDocument.Parse(await File.ReadAllTextAsync(one.House.KeyFile, Cancel)).RootElement.GetProperty("keys").EnumerateArray())
        {
            var secret = key.GetProperty("secret").GetBytesFromBase64();
            everything.ShouldNotContain(key.GetProperty("secret").GetString()!);
            everything.ShouldNotContain(Convert.ToHexStringLower(secret));
        }

        everything.ShouldContain((await one.House.RunAsync("key", "fingerprint")).Output.Trim());
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(one.File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Xunit.Fact]
    public async Task A_backup_is_never_written_over_and_half_of_one_never_bears_the_name()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        var (code, _, errors) = await one.House.RunAsync("backup", one.File);
        code.ShouldBe(1);
        errors.ShouldStartWith("backup-exists：");

        await using var app = Haochaping.Host.HouseHost.Build([], background: false, builder => builder.Configuration.AddInMemoryCollection(one.House.Settings));
        await using var scope = app.Services.CreateAsyncScope();
        using var stop = new CancellationTokenSource();
        var half = one.Beside("half.zip");
        await Should.ThrowAsync<OperationCanceledException>(() => ActivatorUtilities.CreateInstance<WriteBackup>(scope.ServiceProvider).RunAsync(half, (_, _) =>
        {
            File.Exists(half).ShouldBeFalse();
            File.Exists(half + ".writing").ShouldBeTrue();
            stop.Cancel();
        }, stop.Token));
        Directory.GetFiles(Path.GetDirectoryName(half)!, "half*").ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_house_where_nothing_has_happened_yet_can_be_backed_up_too(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using Shell house = new(), other = new();
        foreach (var (key, value) in await town.LeaveAsync())
        {
            house.Settings[key] = value;
            other.Settings[key] = key == "HAOCHAPING_DATA" || key.StartsWith("Database:", StringComparison.Ordinal) ? other.Settings.GetValueOrDefault(key) : value;
        }

        var file = house.Write("x", "") + ".zip";
        (await house.RunAsync("backup", file)).Code.ShouldBe(0);
        var (code, output, errors) = await other.RunAsync("restore", file); // into the built-in store
        code.ShouldBe(0, output + errors);
    }

    [Xunit.Fact]
    public async Task Doctor_says_when_the_last_backup_was_and_is_red_when_that_is_long_ago()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        (await BackupLightAsync(one.House)).ShouldBe("green");
        one.House.Settings["Backup:AlarmAfterDays"] = "0";
        (await BackupLightAsync(one.House)).ShouldBe("red");
        one.House.Settings["Backup:AlarmAfterDays"] = "36500";
        File.Delete(Path.Combine(one.House.DataFolder, "last-backup.json"));
        (await BackupLightAsync(one.House)).ShouldBe("yellow");
    }

    [Xunit.Fact]
    public async Task Rule_files_that_were_others_are_laid_beside()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        var empty = await one.EmptyAsync(TownStore.Sqlite);
        var policy = Directory.CreateDirectory(one.Beside("policy")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "policy"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(policy, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "policy"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.AppendAllTextAsync(Path.Combine(policy, "labels.zh.yaml"), "# another\n", Cancel);
        empty.Settings["Policy:Folder"] = policy;
        var (code, output, errors) = await empty.RunAsync("restore", one.File);
        code.ShouldBe(0, errors);
        output.ShouldContain("policy-of-backup");
        (await File.ReadAllTextAsync(Path.Combine(empty.DataFolder, "policy-of-backup", "policy", "labels.zh.yaml"), Cancel)).ShouldNotContain("# another");
    }

    private static JsonElement Manifest(Dictionary<string, string> entries) => JsonDocument.Parse(entries["manifest.json"]).RootElement;

    private static List<string> Shapes(JsonElement manifest) =>
        [.. manifest.GetProperty("tables").EnumerateArray().Select(t => $"{t.GetProperty("name")} {t.GetProperty("columns").GetRawText()} {t.GetProperty("rows")} {t.GetProperty("bytes")} {t.GetProperty("lastNumber")}")];

    private static async Task<string> BackupLightAsync(Shell shell)
    {
        var findings = JsonDocument.Parse((await shell.RunAsync("doctor", "--json")).Output).RootElement.GetProperty("findings");
        return findings.EnumerateArray().Single(f => f.GetProperty("check").GetString() == "backup").GetProperty("light").GetString()!;
    }
}
