namespace Haochaping.Kernel.Keys;

/// <summary>密钥 — the keys of the installation, kept outside the data folder and outside every backup.</summary>
public interface IKeys
{
    /// <summary>The key to write with.</summary>
    /// <exception cref="InvalidOperationException">The key file has none for this purpose.</exception>
    KeyMaterial Current(string purpose);

    /// <summary>The key something was written with, retired or not; null when this installation does not hold it.</summary>
    KeyMaterial? Find(string purpose, string id);

    /// <summary>Every key of a purpose, retired ones too, newest first: what carries no key id is tried with all.</summary>
    IReadOnlyList<KeyMaterial> Every(string purpose);

    /// <summary>Tells two key files apart without revealing either: eight groups of four hex digits.</summary>
    string Fingerprint { get; }
}

/// <summary>What keys are for. A key of one purpose never serves another.</summary>
public static class KeyPurposes
{
    /// <summary>Wraps the own key of every person in the vault.</summary>
    public const string Vault = "vault";

    /// <summary>Turns a certificate or phone into a person's token. Lasting: a new one would make strangers of everybody known.</summary>
    public const string VaultIndex = "vault-index";

    /// <summary>Signs rating links, which live for months.</summary>
    public const string Links = "links";

    /// <summary>Signs checkpoints of the ledger.</summary>
    public const string LedgerSigning = "ledger-signing";

    /// <summary>Makes receipt codes.</summary>
    public const string Receipts = "receipts";

    /// <summary>Wraps the ASP.NET Core data-protection ring (cookies, antiforgery tokens).</summary>
    public const string DataProtection = "data-protection";

    /// <summary>Every purpose, in the order of the key file.</summary>
    public static IReadOnlyList<string> All { get; } = [Vault, VaultIndex, Links, LedgerSigning, Receipts, DataProtection];

    /// <summary>True where a key can be replaced by a new one while the old one keeps reading.</summary>
    public static bool Rotates(string purpose) => purpose != VaultIndex;
}

/// <summary>One key: 32 random bytes with a name. Its text form never shows the secret.</summary>
/// <param name="Id">Eight hex digits, unique in the file; stands beside whatever was written with the key.</param>
/// <param name="Purpose">One of <see cref="KeyPurposes"/>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Retired">Reads what it wrote, writes no more.</param>
/// <param name="Secret">32 bytes.</param>
public sealed record KeyMaterial(string Id, string Purpose, DateTimeOffset Created, bool Retired, ReadOnlyMemory<byte> Secret)
{
    /// <inheritdoc />
    public override string ToString() => $"{Purpose}/{Id}{(Retired ? " (retired)" : "")}";
}
