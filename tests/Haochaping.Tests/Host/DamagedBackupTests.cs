using System.Text;
using Haochaping.Host.Backups;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>A backup that is not what it was, or does not belong here, is refused with its own code before anything is written.</summary>
public sealed class DamagedBackupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Xunit.Fact]
    public async Task A_flipped_byte_anywhere_and_a_cut_anywhere_is_seen()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        var whole = await File.ReadAllBytesAsync(one.File, Cancel);
        (await CodeAsync(whole)).ShouldBeNull();
        var dice = new Random(1);
        var places = Enumerable.Range(0, 150).Concat(Enumerable.Range(whole.Length - 150, 150)).Concat(Enumerable.Range(0, 300).Select(_ => dice.Next(whole.Length)));
        foreach (var at in places.Concat(HeadersIn(whole)))
        {
            var sound = whole[at];
            whole[at] ^= (byte)(1 << dice.Next(8));
            var flipped = await CodeAsync(whole);
            flipped.ShouldBeOneOf(["backup-damaged", "backup-truncated"], $"byte {at} of {whole.Length}"); // in the last bytes it may look like a missing end
            whole[at] = sound;
        }

        foreach (var length in Enumerable.Range(0, 60).Select(i => whole.Length * i / 60).Concat([whole.Length - 1, whole.Length - 64]))
        {
            (await CodeAsync(whole[..length])).ShouldBe(length < 100 ? "backup-foreign" : "backup-truncated", $"{length} of {whole.Length}");
        }

        (await CodeAsync([.. whole, 0])).ShouldBe("backup-truncated");
    }

    [Xunit.Fact]
    public async Task What_is_no_backup_of_ours_of_this_kind_and_these_keys_is_refused_and_nothing_is_written()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        var empty = await one.EmptyAsync(TownStore.Sqlite);
        var database = Path.Combine(one.House.DataFolder, "haochaping.db");
        await RefusesAsync(empty, "backup-foreign", one.Copy("a", _ => []));
        await RefusesAsync(empty, "backup-foreign", one.Copy("b", _ => Encoding.UTF8.GetBytes(new string('x', 5000))));
        await RefusesAsync(empty, "backup-foreign", database);
        await RefusesAsync(empty, "backup-truncated", one.Copy("c", bytes => bytes[..(bytes.Length / 2)]));
        await RefusesAsync(empty, "backup-damaged", one.Copy("d", bytes =>
        {
            bytes[bytes.Length / 2] ^= 4;
            return bytes;
        }));
        await RefusesAsync(empty, "backup-format-newer", one.Forge("e", "manifest.json", text => text.Replace("\"format\": 1", "\"format\": 2")));
        await RefusesAsync(empty, "backup-schema-other", one.Forge("f", "manifest.json", text => text.Replace("_Initial", "_Later")));
        await RefusesAsync(empty, "backup-schema-other", one.Forge("g", "manifest.json", text => text.Replace("\"name\": \"level\"", "\"name\": \"height\"")));
        await RefusesAsync(empty, "backup-damaged", one.Forge("h", "manifest.json", text => text[..50]));
        await RefusesAsync(empty, "backup-damaged", one.Forge("i", "tables/journal.jsonl", text => text[..(text.TrimEnd().LastIndexOf('\n') + 1)]));
        await RefusesAsync(empty, "backup-damaged", one.Forge("j", "tables/journal.jsonl", text => text.Replace("[", "[[", StringComparison.Ordinal)));
        await RefusesAsync(empty, "backup-damaged", one.Forge("k", "tables/evaluations.jsonl", _ => "[1]\n"));
        await RefusesAsync(empty, "backup-inconsistent", one.Forge("l", "tables/evaluations.jsonl", text => text + text));

        empty.Settings["Keys:File"] = one.Beside("no-keys.json");
        await RefusesAsync(empty, "backup-key-missing", one.File);
        empty.Settings["Keys:File"] = one.Beside("other-keys.json");
        (await empty.RunAsync("key", "init")).Code.ShouldBe(0);
        await RefusesAsync(empty, "backup-key-wrong", one.File);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_store_that_holds_anything_is_left_alone(TownStore store)
    {
        await using var one = await BackupCase.OpenAsync(store);
        var (code, _, errors) = await one.House.RunAsync("restore", one.File);
        code.ShouldBe(1);
        errors.ShouldStartWith("restore-target-not-empty：");
        (await one.House.RunAsync("backup", one.Beside("after.zip"))).Code.ShouldBe(0);
        BackupCase.Entries(one.Beside("after.zip"))["tables/journal.jsonl"].ShouldBe(BackupCase.Entries(one.File)["tables/journal.jsonl"]);
    }

    [Xunit.Fact]
    public async Task A_load_that_fails_leaves_a_PostgreSQL_database_without_rows_and_ready_for_a_sound_backup()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Postgres);
        var empty = await one.EmptyAsync(TownStore.Postgres);
        await RefusesAsync(empty, "backup-damaged", one.Forge("i", "tables/log.jsonl", text => text[..(text.TrimEnd().LastIndexOf('\n') + 1)]));
        var (code, _, errors) = await empty.RunAsync("restore", one.File);
        code.ShouldBe(0, errors);
    }

    [Xunit.Fact]
    public async Task A_key_file_that_has_rotated_since_still_fits()
    {
        await using var one = await BackupCase.OpenAsync(TownStore.Sqlite);
        var empty = await one.EmptyAsync(TownStore.Sqlite);
        empty.Settings["Keys:File"] = one.Beside("rotated.json");
        File.Copy(one.House.KeyFile, empty.KeyFile);
        (await empty.RunAsync("key", "rotate", "ledger-signing")).Code.ShouldBe(0);
        var (code, output, errors) = await empty.RunAsync("restore", one.File);
        code.ShouldBe(0, output + errors);
    }

    private static async Task RefusesAsync(Shell empty, string expected, string file)
    {
        var (code, output, errors) = await empty.RunAsync("restore", file);
        code.ShouldBe(1, output + errors);
        output.ShouldBeEmpty();
        errors.ShouldStartWith(expected + "：");
        errors.ShouldContain("没有恢复");
        (Directory.Exists(empty.DataFolder) ? Directory.GetFileSystemEntries(empty.DataFolder) : []).ShouldBeEmpty();
    }

    private static async Task<string?> CodeAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var opened = await BackupFile.OpenAsync(stream, Cancel);
        if (opened.Is(out var backup, out var refusal))
        {
            backup.Dispose();
        }

        return refusal?.Code;
    }

    // Four bytes of every local header and every line of the directory, which no reader of archives looks at.
    private static IEnumerable<int> HeadersIn(byte[] bytes) => Enumerable.Range(0, bytes.Length - 16)
        .Where(i => bytes.AsSpan(i).StartsWith("PK\u0003\u0004"u8) || bytes.AsSpan(i).StartsWith("PK\u0001\u0002"u8)).SelectMany(i => Enumerable.Range(i + 10, 4)).ToList();
}
