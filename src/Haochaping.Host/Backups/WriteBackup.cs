using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Haochaping.Host.Serving;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Backups;

/// <summary>
/// 备份 — every table of the house at one moment, in one file, while the house goes on serving. The moment is a transaction that only
/// reads, so nobody waits for it; rows are streamed. Under its final name the file is whole and on the disk, or it is not there.
/// </summary>
internal sealed class WriteBackup(AppDb db, ILedger ledger, IKeys keys, TimeProvider clock, IConfiguration settings)
{
    private const int Piece = 1 << 18;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly WholeStore store = WholeStore.Of(db);
    private readonly bool sqlite = db.Database.IsSqlite();

    /// <summary>How the moment is held from which everything is read; a proof takes it away.</summary>
    public Func<AppDb, CancellationToken, Task<IAsyncDisposable>> Moment { get; set; } = async (db, cancel) => await RawRows.OpenAsync(db, cancel);

    /// <summary>Writes the file. Refuses one that is there, and a disk that might be too small.</summary>
    /// <param name="path">Its final name.</param>
    /// <param name="advance">Told how many rows are written, of how many.</param>
    /// <param name="cancel">Leaves nothing behind.</param>
    public async Task<Result<BackupManifest>> RunAsync(string path, Action<long, long> advance, CancellationToken cancel)
    {
        if (Path.Exists(path))
        {
            return BackupFaults.No("backup-exists", $"{path} 已存在，不会覆盖：请换一个文件名。");
        }

        var at = clock.Now(); // before the moment: what was acknowledged by now is in it
        var beside = path + ".writing";
        await using var stream = new FileStream(beside, OwnerOnly());
        try
        {
            await using (await Moment(db, cancel))
            {
                if (await TooSmallAsync(path, cancel) is { } tooSmall)
                {
                    File.Delete(beside);
                    return tooSmall;
                }

                var archive = await BackupFile.BeginAsync(stream, cancel);
                await using (archive)
                {
                    var manifest = await FillAsync(archive, at, advance, cancel);
                    await BackupFile.EndAsync(archive, stream, manifest, cancel);
                    await stream.DisposeAsync();
                    File.Move(beside, path, overwrite: false);
                    return manifest;
                }
            }
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private async Task<BackupManifest> FillAsync(ZipArchive archive, DateTimeOffset at, Action<long, long> advance, CancellationToken cancel)
    {
        var head = await ledger.HeadAsync(cancel);
        var tables = BackedTable.Of(db);
        var (done, total) = (0L, 0L);
        foreach (var table in tables)
        {
            total += await table.CountAsync(db, cancel);
        }

        var parts = new List<TablePart>();
        foreach (var table in tables)
        {
            var before = done;
            parts.Add(await WriteAsync(archive, table, rows => advance(before + rows, total), cancel));
            advance(done += parts[^1].Rows, total);
        }

        var migration = (await db.Database.GetAppliedMigrationsAsync(cancel)).Last();
        return new(
            BackupManifest.CurrentFormat, Checkup.Version, sqlite ? "sqlite" : "postgres", migration, at, await store.SizeAsync(db, cancel),
            BackupKeys.Of(keys), new(head.Size, head.Root, head.Note, head.At), parts, await RuleParts.AddAsync(archive, settings, cancel));
    }

    private async Task<TablePart> WriteAsync(ZipArchive archive, BackedTable table, Action<long> advance, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, bytes, piece) = (0L, 0L, new ArrayBufferWriter<byte>(Piece + 4096));
        await using var part = await archive.CreateEntry(TablePart.PathOf(table.Name), CompressionLevel.Fastest).OpenAsync(cancel);
        await using var json = new Utf8JsonWriter(piece, Plain);
        await foreach (var row in table.ReadAsync(db, cancel))
        {
            WriteRow(json, table, row, ++rows);
            piece.Write("\n"u8);
            if (piece.WrittenCount >= Piece)
            {
                await PassOnAsync();
                advance(rows);
            }
        }

        await PassOnAsync();
        return new(table.Name, table.Columns, table.Numbered is null ? 0 : await store.LastNumberAsync(db, table, cancel), rows, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));

        async Task PassOnAsync()
        {
            hash.AppendData(piece.WrittenSpan);
            bytes += piece.WrittenCount;
            await part.WriteAsync(piece.WrittenMemory, cancel);
            piece.ResetWrittenCount();
        }
    }

    private void WriteRow(Utf8JsonWriter json, BackedTable table, System.Data.Common.DbDataReader row, long number)
    {
        try
        {
            json.Reset();
            json.WriteStartArray();
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Cells.Write(json, row, i, table.Columns[i].Kind, sqlite);
            }

            json.WriteEndArray();
            json.Flush();
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or ArgumentException or OverflowException)
        {
            throw BackupFaults.Of("backup-row-unreadable", $"表 {table.Name} 的第 {number} 行不是本程序写下的样子，没有写出备份：请先执行 haochaping verify 查明。");
        }
    }

    // Rows packed are smaller than rows in pages; pictures are not. So what the store takes is enough, and mostly far more than needed.
    private async Task<Refusal?> TooSmallAsync(string path, CancellationToken cancel)
    {
        var (free, needed) = (new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace, await store.SizeAsync(db, cancel));
        return free >= needed ? null
            : BackupFaults.No("backup-no-space", $"存放备份的磁盘剩余 {free >> 20} MB，数据库有 {needed >> 20} MB：请腾出空间，或把备份写到另一块磁盘。");
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = Piece };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
