using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Haochaping.Kernel.Time;

namespace Haochaping.Kernel.Keys;

/// <summary>All keys of one installation, as they stand in the key file. Pure: reading and writing files is <see cref="KeyFile"/>'s.</summary>
internal sealed class KeyRing : IKeys
{
    private const int SecretLength = 32;
    private readonly IReadOnlyList<KeyMaterial> keys;

    private KeyRing(IReadOnlyList<KeyMaterial> keys) => this.keys = keys;

    public string Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var key in keys.OrderBy(k => k.Id, StringComparer.Ordinal))
            {
                hash.AppendData(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{key.Purpose}/{key.Id}/"), .. key.Secret.Span]));
            }

            return string.Join('-', Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)).Chunk(4).Select(group => new string(group)));
        }
    }

    /// <summary>A fresh ring with one key for every purpose.</summary>
    public static KeyRing Create(TimeProvider clock) => new KeyRing([]).WithMissing(clock);

    /// <summary>The same ring, with a key for every purpose that a newer version of the house has brought.</summary>
    public KeyRing WithMissing(TimeProvider clock) =>
        new([.. keys, .. KeyPurposes.All.Where(p => keys.All(k => k.Purpose != p)).Select(p => Fresh(p, clock))]);

    /// <summary>Retires the current key of a purpose and puts a fresh one in its place.</summary>
    public Result<KeyRing> Rotate(string purpose, TimeProvider clock)
    {
        if (!KeyPurposes.All.Contains(purpose) || !KeyPurposes.Rotates(purpose))
        {
            return new Refusal(RefusalKind.BadRequest, "key-does-not-rotate", $"密钥用途“{purpose}”不存在或不可轮换。");
        }

        return new KeyRing([.. keys.Select(k => k.Purpose == purpose ? k with { Retired = true } : k), Fresh(purpose, clock)]);
    }

    public bool HoldsAll => KeyPurposes.All.All(p => keys.Any(k => k.Purpose == p && !k.Retired));

    public KeyMaterial Current(string purpose) =>
        keys.LastOrDefault(k => k.Purpose == purpose && !k.Retired)
        ?? throw new InvalidOperationException($"The key file holds no key for {purpose}.");

    public KeyMaterial? Find(string purpose, string id) => keys.FirstOrDefault(k => k.Purpose == purpose && k.Id == id);

    public IReadOnlyList<KeyMaterial> Every(string purpose) => [.. keys.Where(k => k.Purpose == purpose).Reverse()];

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Document(1, [.. keys.Select(k => new Entry(k.Id, k.Purpose, k.Created, k.Retired, k.Secret.ToArray()))]), Written);

    /// <summary>Null when the bytes are not a key file of this version.</summary>
    public static KeyRing? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(bytes, Written);
            return document is { Version: 1, Keys.Count: > 0 } && document.Keys.All(k => k.Secret.Length == SecretLength)
                ? new KeyRing([.. document.Keys.Select(k => new KeyMaterial(k.Id, k.Purpose, k.Created, k.Retired, k.Secret))])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static KeyMaterial Fresh(string purpose, TimeProvider clock) =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), purpose, clock.Now(), false, RandomNumberGenerator.GetBytes(SecretLength));

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private sealed record Document(int Version, IReadOnlyList<Entry> Keys);

    private sealed record Entry(string Id, string Purpose, DateTimeOffset Created, bool Retired, byte[] Secret);
}
