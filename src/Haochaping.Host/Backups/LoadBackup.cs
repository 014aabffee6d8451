using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Backups;

/// <summary>恢复 — loads a backup into an empty store, all of it or nothing.</summary>
internal sealed class LoadBackup(AppDb db, ILedger ledger)
{
    private readonly WholeStore store = WholeStore.Of(db);
    private readonly bool sqlite = db.Database.IsSqlite();

    /// <summary>Why this backup and this store do not go together; asks the store, changes nothing.</summary>
    public async Task<Refusal?> MisfitAsync(BackupManifest manifest, CancellationToken cancel)
    {
        var tables = BackedTable.Of(db);
        if (Name(manifest.Migration) != Name(db.Database.GetMigrations().Last())
            || !tables.OrderBy(t => t.Name).Select(Shape).SequenceEqual(manifest.Tables.OrderBy(t => t.Name).Select(t => Shape(new(t.Name, t.Columns, null)))))
        {
            return BackupFaults.No("backup-schema-other", $"备份由 {manifest.Program} 版程序写出（结构 {manifest.Migration}），与本程序的数据库结构不同：没有恢复。请用那一版本的程序恢复，再升级。");
        }

        return await IsEmptyAsync(tables, cancel) ? null : RestoreSite.NotEmpty;
    }

    /// <summary>Makes the tables and loads every row, in one transaction that stands only when counts, hashes, root and size are those of the manifest.</summary>
    public async Task RunAsync(BackupFile backup, Action<long, long> advance, CancellationToken cancel)
    {
        var manifest = backup.Manifest;
        await db.Database.MigrateAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await store.PrepareAsync(db, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var done = 0L;
        foreach (var (table, part) in BackedTable.Of(db).Select(t => (t, manifest.Tables.Single(p => p.Name == t.Name))))
        {
            var before = done;
            await LoadAsync(backup, table, part, rows => advance(before + rows, manifest.Rows), cancel);
            advance(done += part.Rows, manifest.Rows);
        }

        await store.FinishAsync(db, cancel);
        if (await ledger.HeadAsync(cancel) is var head && (head.Size != manifest.Log.Size || head.Root != manifest.Log.Root))
        {
            throw BackupFaults.Of("backup-inconsistent", $"恢复出的存证（{head.Size} 条）与备份清单（{manifest.Log.Size} 条）不符：没有恢复。请换用另一份备份。");
        }

        await transaction.CommitAsync(cancel);
        await db.Database.CloseConnectionAsync();
    }

    private async Task LoadAsync(BackupFile backup, BackedTable table, TablePart part, Action<long> advance, CancellationToken cancel)
    {
        using var hash = SHA256.Create();
        await using var stream = backup.Open(part.Path, hash);
        var rows = await LoadAsync(table, RowsAsync(stream, table, advance, cancel), cancel);
        await stream.CopyToAsync(Stream.Null, cancel);
        if (rows != part.Rows || Convert.ToHexStringLower(hash.Hash!) != part.Sha256)
        {
            throw BackupFaults.Of("backup-damaged", $"备份中表 {table.Name} 的内容与清单不符：没有恢复。请换用另一份备份。");
        }

        if (part.LastNumber > 0)
        {
            await store.GoOnAfterAsync(db, table, part.LastNumber, cancel);
        }
    }

    private async Task<long> LoadAsync(BackedTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        try
        {
            return await store.LoadAsync(db, table, rows, cancel);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw BackupFaults.Of("backup-damaged", $"备份中表 {table.Name} 有不能读取的行：没有恢复。请换用另一份备份。");
        }
        catch (DbException e) when (WholeStore.IsContradiction(e))
        {
            throw BackupFaults.Of("backup-inconsistent", $"备份中表 {table.Name} 的行互相矛盾：没有恢复。请换用另一份备份。");
        }
    }

    private async IAsyncEnumerable<object?[]> RowsAsync(Stream stream, BackedTable table, Action<long> advance, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (rows, cells) = (0L, new object?[table.Columns.Count]);
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, topLevelValues: true, cancellationToken: cancel))
        {
            Read(row, table, cells);
            yield return cells; // taken before the next is asked for
            if (++rows % 1000 == 0)
            {
                advance(rows);
            }
        }
    }

    private void Read(JsonElement row, BackedTable table, object?[] cells)
    {
        try
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cells.Read(row[i], table.Columns[i].Kind, sqlite);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException(table.Name, e); // a cell of another kind, or too few of them
        }
    }

    private async Task<bool> IsEmptyAsync(IReadOnlyList<BackedTable> tables, CancellationToken cancel)
    {
        if (!(await db.Database.GetAppliedMigrationsAsync(cancel)).Any())
        {
            return !await db.Database.CanConnectAsync(cancel) || await StrangeAsync(tables, cancel) is null;
        }

        await db.Database.OpenConnectionAsync(cancel);
        foreach (var table in tables)
        {
            if (await table.HasRowsAsync(db, cancel))
            {
                return false;
            }
        }

        await db.Database.CloseConnectionAsync();
        return true;
    }

    private async Task<string?> StrangeAsync(IReadOnlyList<BackedTable> tables, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var strange = await store.StrangeTableAsync(db, tables, cancel);
        await db.Database.CloseConnectionAsync();
        return strange;
    }

    private static string Shape(BackedTable table) => $"{table.Name}({string.Join(',', table.Columns.Select(c => $"{c.Name}:{c.Kind}"))})";

    // 20261126225944_Initial: each store has its own time before the same name.
    private static string Name(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
