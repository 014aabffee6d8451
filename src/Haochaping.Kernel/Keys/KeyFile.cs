using Microsoft.Extensions.Configuration;

namespace Haochaping.Kernel.Keys;

/// <summary>
/// 密钥文件 — one JSON file with mode 0600, outside the data folder and its backups: whoever holds a backup holds no
/// personal data (ADR 0011). Behind the commands <c>key init | export | import | rotate | fingerprint</c>.
/// </summary>
public sealed class KeyFile : IKeys
{
    private readonly string path;
    private readonly Lock writing = new();
    private KeyRing ring;
    private DateTime readAt;
    private volatile bool isKept;

    private KeyFile(string path, KeyRing ring, bool isKept) => (this.path, this.ring, readAt, this.isKept) = (path, ring, File.GetLastWriteTimeUtc(path), isKept);

    /// <inheritdoc />
    public string Fingerprint => ring.Fingerprint;

    /// <inheritdoc />
    public KeyMaterial Current(string purpose) => Keep().Is(out _, out var refusal) ? ring.Current(purpose) : throw new InvalidOperationException(refusal.Message);

    /// <summary>Writes a ring that was made just now, before anything is written with it; once, and never over another node's file.</summary>
    public Result<Done> Keep()
    {
        if (isKept)
        {
            return new Done();
        }

        lock (writing)
        {
            if (!isKept && !File.Exists(path) && Create(path, ring).Refusal is { } notWritten)
            {
                return notWritten;
            }

            if (!isKept)
            {
                if (!Read(path).Is(out var written, out var notRead))
                {
                    return notRead;
                }

                (ring, readAt, isKept) = (written, File.GetLastWriteTimeUtc(path), true);
            }

            return new Done();
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<KeyMaterial> Every(string purpose) => ring.Every(purpose);

    /// <inheritdoc />
    /// <remarks>Another node may write with a key that was rotated in after this process started: then the file is read again.</remarks>
    public KeyMaterial? Find(string purpose, string id)
    {
        if (ring.Find(purpose, id) is { } known)
        {
            return known;
        }

        var written = File.GetLastWriteTimeUtc(path);
        if (written != readAt && Read(path).Is(out var newer, out _))
        {
            (ring, readAt) = (newer, written);
        }

        return ring.Find(purpose, id);
    }

    /// <summary>Where the file is: <c>Keys:File</c>, else <c>$XDG_CONFIG_HOME/haochaping/keys.json</c>, else the same under <c>~/.config</c>.</summary>
    public static string PathFrom(IConfiguration configuration)
    {
        var home = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        return Path.GetFullPath(configuration["Keys:File"] is { Length: > 0 } named ? named : Path.Combine(home, "haochaping", "keys.json"));
    }

    /// <summary>
    /// Opens the file; on the very first start makes keys, which are written when something is first written with them, so that whoever
    /// only looks, or lost the file of a filled store, leaves none behind. Refuses a path inside the data folder, a readable-by-others or damaged file.
    /// </summary>
    public static Result<KeyFile> OpenOrInit(string path, string dataFolder, TimeProvider clock)
    {
        if (Outside(path, dataFolder) is { } refusal)
        {
            return refusal;
        }

        return File.Exists(path) ? Open(path) : new KeyFile(path, KeyRing.Create(clock), isKept: false);
    }

    /// <summary>Opens an existing file.</summary>
    public static Result<KeyFile> Open(string path) => Read(path).Then<KeyFile>(ring => new KeyFile(path, ring, isKept: true));

    /// <summary><c>key init</c>: makes a new file with a key for every purpose; never overwrites one.</summary>
    public static Result<Done> Init(string path, TimeProvider clock) => Create(path, KeyRing.Create(clock));

    /// <summary><c>key rotate</c>: the current key of a purpose retires, a fresh one writes from now on.</summary>
    public static Result<Done> Rotate(string path, string purpose, TimeProvider clock) =>
        Read(path).Then(ring => ring.Rotate(purpose, clock)).Then(ring => OwnerOnly.Write(path, ring.ToBytes(), overwrite: true));

    /// <summary><c>key export</c>: the whole file as passphrase-encrypted text to print or keep offline.</summary>
    public static Result<string> Export(string path, string passphrase) =>
        Read(path).Then(ring => KeyExport.Write(ring, passphrase));

    /// <summary><c>key import</c>: writes an exported text back as a file; never overwrites one.</summary>
    public static Result<Done> Import(string path, string text, string passphrase) =>
        KeyExport.Read(text, passphrase).Then(ring => Create(path, ring));

    /// <summary>A refusal when the key file would lie inside the data folder, and so in its backups.</summary>
    public static Refusal? Outside(string path, string dataFolder)
    {
        var relative = Path.GetRelativePath(Real(dataFolder), Path.Combine(Real(Path.GetDirectoryName(Path.GetFullPath(path))!), Path.GetFileName(path)));
        return relative == "." || !(relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
            ? new Refusal(RefusalKind.Unprocessable, "keys-in-data-folder", "密钥文件不得放在数据目录内，请修改配置 Keys:File。")
            : null;
    }

    private static Result<Done> Create(string path, KeyRing ring) => OwnerOnly.Write(path, ring.ToBytes(), overwrite: false);

    private static Result<KeyRing> Read(string path) => OwnerOnly.Read(path).Then<KeyRing>(bytes =>
        KeyRing.Parse(bytes) is { HoldsAll: true } ring
            ? ring
            : new Refusal(RefusalKind.Unprocessable, "keys-damaged", $"密钥文件 {path} 已损坏、版本不符或缺少用途，请从离线备份导入。"));

    // A symbolic link must not smuggle the keys into the data folder.
    private static string Real(string folder) =>
        Directory.Exists(folder) && Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(folder);
}
