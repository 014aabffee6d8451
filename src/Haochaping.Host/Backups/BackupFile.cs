using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Haochaping.Kernel;

namespace Haochaping.Host.Backups;

/// <summary>
/// 备份文件 — a ZIP archive that any program opens. Its comment, the last bytes of the file, holds the SHA-256 of everything before that
/// hash, so that no byte can change unseen: <c>head -c -64 FILE | sha256sum</c> equals <c>tail -c 64 FILE</c>.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private const string Mark = "haochaping-backup sha256:";
    private const int HashLength = 64;
    private const int EndLength = 25 + HashLength;
    private const string First = "haochaping-backup.txt";
    private const string Last = "manifest.json";

    private static readonly string Welcome = """
        好差评（Haochaping）数据备份。用 haochaping restore 恢复。
        manifest.json 是清单；tables/ 中每个文件是一张表，每行一条 JSON，列名见清单；policy/ 是规则文件。
        本文件不含密钥；个人信息是密文，没有密钥文件不能读取。
        校验：head -c -64 本文件 | sha256sum，应等于 tail -c 64 本文件。

        A backup of Haochaping: one line of JSON for each row of each table, no keys, personal data sealed.

        """.ReplaceLineEndings("\n");

    private readonly ZipArchive archive;

    private BackupFile(ZipArchive archive, BackupManifest manifest) => (this.archive, Manifest) = (archive, manifest);

    /// <summary>What the file says about itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Begins an archive in an empty stream.</summary>
    public static async Task<ZipArchive> BeginAsync(Stream stream, CancellationToken cancel)
    {
        var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        archive.Comment = Mark + new string('0', HashLength);
        await AddAsync(archive, First, Encoding.UTF8.GetBytes(Welcome), cancel);
        return archive;
    }

    /// <summary>Ends it with the manifest, then the hash over the whole; on the disk when this returns.</summary>
    public static async Task EndAsync(ZipArchive archive, FileStream stream, BackupManifest manifest, CancellationToken cancel)
    {
        await AddAsync(archive, Last, manifest.ToBytes(), cancel);
        await archive.DisposeAsync();
        stream.Position = 0;
        var hash = await HashAsync(stream, stream.Length - HashLength, cancel); // as it can be read again, not as it was meant
        stream.Position = stream.Length - HashLength;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(hash), cancel);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Reads the whole file once. Refuses what is foreign, cut off, damaged or of a newer format.</summary>
    public static async Task<Result<BackupFile>> OpenAsync(Stream stream, CancellationToken cancel)
    {
        if (await DamageAsync(stream, cancel) is { } damage)
        {
            return damage;
        }

        stream.Position = 0;
        var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, cancel);
        var bytes = archive.GetEntry(Last) is { } last ? await BytesAsync(last, cancel) : [];
        if (BackupManifest.FormatOf(bytes) > BackupManifest.CurrentFormat)
        {
            return BackupFaults.No("backup-format-newer", $"备份的格式版本是 {BackupManifest.FormatOf(bytes)}，本程序只认识到 {BackupManifest.CurrentFormat}：没有恢复。请用写出它的版本或更新的程序恢复。");
        }

        return BackupManifest.Parse(bytes) is { } manifest && manifest.Tables.Select(t => t.Path).Concat(manifest.Files.Select(f => f.Path)).All(p => archive.GetEntry(p) is not null)
            ? new BackupFile(archive, manifest)
            : Damaged;
    }

    /// <summary>A part, unpacked; whoever has read it to its end may ask the hash.</summary>
    public Stream Open(string path, HashAlgorithm hash) => new CryptoStream(archive.GetEntry(path)!.Open(), hash, CryptoStreamMode.Read);

    /// <inheritdoc />
    public void Dispose() => archive.Dispose();

    /// <summary>Adds a whole part.</summary>
    public static async Task AddAsync(ZipArchive archive, string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var part = await archive.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancel);
        await part.WriteAsync(bytes, cancel);
    }

    private static Refusal Damaged => BackupFaults.No("backup-damaged", "备份文件已损坏（内容与校验值不符）：没有恢复。请换用另一份备份，并检查存放它的磁盘。");

    private static async Task<Refusal?> DamageAsync(Stream stream, CancellationToken cancel)
    {
        var head = new byte[30 + First.Length]; // a ZIP begins with the name of its first entry
        var beginsAsOurs = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel) == head.Length
            && head.AsSpan(0, 4).SequenceEqual("PK\u0003\u0004"u8) && Encoding.ASCII.GetString(head, 30, First.Length) == First;
        var end = new byte[EndLength];
        stream.Position = Math.Max(0, stream.Length - EndLength);
        var endsAsOurs = await stream.ReadAtLeastAsync(end, EndLength, throwOnEndOfStream: false, cancel) == EndLength && Encoding.ASCII.GetString(end, 0, Mark.Length) == Mark;
        if (!endsAsOurs)
        {
            return beginsAsOurs ? BackupFaults.No("backup-truncated", "备份文件不完整，结尾缺失：没有恢复。请重新复制，或换用另一份备份。")
                : BackupFaults.No("backup-foreign", "这不是好差评的备份文件：没有恢复。请指定 haochaping backup 写出的文件。");
        }

        stream.Position = 0;
        return await HashAsync(stream, stream.Length - HashLength, cancel) == Encoding.ASCII.GetString(end, Mark.Length, HashLength) ? null : Damaged;
    }

    private static async Task<string> HashAsync(Stream stream, long length, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        while (length > 0 && await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(length, buffer.Length)), cancel) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            length -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry, CancellationToken cancel)
    {
        await using var part = await entry.OpenAsync(cancel);
        using var whole = new MemoryStream();
        await part.CopyToAsync(whole, cancel);
        return whole.ToArray();
    }
}
