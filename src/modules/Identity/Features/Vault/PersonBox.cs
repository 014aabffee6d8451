using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Keys;

namespace Haochaping.Identity.Features.Vault;

/// <summary>Turns persons into sealed rows and back: data under the person's own key, that key under the vault's, both bound to the token.</summary>
internal sealed class PersonBox(IKeys keys)
{
    public VaultPerson Seal(PersonToken token, PersonalData person, DateTimeOffset now)
    {
        var master = keys.Current(KeyPurposes.Vault);
        var own = RandomNumberGenerator.GetBytes(32);
        return new()
        {
            Token = token.Value,
            KeyId = master.Id,
            WrappedKey = SealedBox.Seal(master.Secret.Span, own, token.Value.ToByteArray()),
            Data = SealedBox.Seal(own, Bytes(person), token.Value.ToByteArray()),
            Version = 1,
            SealedAt = now,
        };
    }

    public void Correct(VaultPerson row, PersonalData person)
    {
        row.Data = SealedBox.Seal(OwnKey(row), Bytes(person), row.Token.ToByteArray());
        row.Version++;
    }

    public PersonalData Open(VaultPerson row) =>
        SealedBox.Open(OwnKey(row), row.Data, row.Token.ToByteArray()) is { } bytes
            ? JsonSerializer.Deserialize<Stored>(bytes)!.ToPerson()
            : throw Damaged(row);

    private byte[] OwnKey(VaultPerson row) =>
        keys.Find(KeyPurposes.Vault, row.KeyId) is { } master && SealedBox.Open(master.Secret.Span, row.WrappedKey, row.Token.ToByteArray()) is { } own
            ? own
            : throw Damaged(row);

    private static CryptographicException Damaged(VaultPerson row) =>
        new($"Person {row.Token} does not open: key {row.KeyId} is missing or other, or the row was changed.");

    private static byte[] Bytes(PersonalData p) =>
        JsonSerializer.SerializeToUtf8Bytes(new Stored(p.Name, p.CertificateKind?.ToString(), p.CertificateNumber, p.Phone, p.Address));

    // The written form has names of its own, so that renaming a member of the contract cannot orphan old rows.
    private sealed record Stored(string? Name, string? Kind, string? Number, string? Phone, string? Address)
    {
        public PersonalData ToPerson() => new(Name, Kind is null ? null : Enum.Parse<CertificateKind>(Kind), Number, Phone, Address);
    }
}
