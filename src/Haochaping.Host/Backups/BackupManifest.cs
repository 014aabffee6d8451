using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Haochaping.Kernel.Keys;

namespace Haochaping.Host.Backups;

/// <summary>备份清单 — what a backup says about itself; the last entry of the file, because only then everything is known.</summary>
/// <param name="Format">Version of the format.</param>
/// <param name="Program">Version of the program that wrote it.</param>
/// <param name="Store">The store it was taken from; it may be restored to the other as well.</param>
/// <param name="Migration">The last migration of that store.</param>
/// <param name="At">When it was begun: what was acknowledged before is in it.</param>
/// <param name="StoreBytes">What the store took then.</param>
/// <param name="Keys">Which keys its contents were sealed and signed with; never the keys.</param>
/// <param name="Log">The sealed log at that moment.</param>
/// <param name="Tables">The tables, in the order they are to be loaded.</param>
/// <param name="Files">Rule files that went along.</param>
internal sealed record BackupManifest(
    int Format, string Program, string Store, string Migration, DateTimeOffset At, long StoreBytes,
    BackupKeys Keys, BackupLog Log, IReadOnlyList<TablePart> Tables, IReadOnlyList<FilePart> Files)
{
    /// <summary>The format that this program writes, and the newest it reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Rows of all tables.</summary>
    [JsonIgnore]
    public long Rows => Tables.Sum(t => t.Rows);

    /// <summary>As it stands in the file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Readable);

    /// <summary>Null where the bytes are no manifest of this format.</summary>
    public static BackupManifest? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(bytes, Readable);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The format that the bytes name; null where they name none.</summary>
    public static int? FormatOf(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes).RootElement.TryGetProperty("format", out var format) && format.TryGetInt32(out var number) ? number : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>备份存证 — the newest checkpoint in the backup, verbatim.</summary>
internal sealed record BackupLog(long Size, string Root, string Note, DateTimeOffset At);

/// <summary>表的备份 — one table: a line of JSON for each row, cells in the order of the columns.</summary>
/// <param name="Name">Table name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="LastNumber">The last number it gave out, where it numbers its rows.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">Length before packing.</param>
/// <param name="Sha256">Of the bytes before packing, in hex.</param>
internal sealed record TablePart(string Name, IReadOnlyList<BackedColumn> Columns, long LastNumber, long Rows, long Bytes, string Sha256)
{
    /// <summary>Where it stands in the file.</summary>
    [JsonIgnore]
    public string Path => PathOf(Name);

    /// <summary>Where a table stands in the file.</summary>
    public static string PathOf(string table) => $"tables/{table}.jsonl";
}

/// <summary>随附文件 — a rule file.</summary>
internal sealed record FilePart(string Path, long Bytes, string Sha256);

/// <summary>密钥指纹 — tells whether a key file fits, without giving a key away.</summary>
/// <param name="Fingerprint">Of the whole key file, as <c>key fingerprint</c> shows it.</param>
/// <param name="All">Of every single key: a file that has rotated since still fits.</param>
internal sealed record BackupKeys(string Fingerprint, IReadOnlyList<BackupKey> All)
{
    /// <summary>What is said about these keys.</summary>
    public static BackupKeys Of(IKeys keys) => new(keys.Fingerprint, [.. KeyPurposes.All.SelectMany(keys.Every).Select(k => new BackupKey(k.Purpose, k.Id, FingerprintOf(k)))]);

    /// <summary>The first key of the backup that this file does not hold; null when it holds all.</summary>
    public BackupKey? MissingIn(IKeys keys) => All.FirstOrDefault(k => keys.Find(k.Purpose, k.Id) is not { } held || FingerprintOf(held) != k.Fingerprint);

    private static string FingerprintOf(KeyMaterial key) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"backup/{key.Purpose}/{key.Id}/"), .. key.Secret.Span]).AsSpan(0, 16));
}

/// <summary>One key's fingerprint.</summary>
internal sealed record BackupKey(string Purpose, string Id, string Fingerprint);
