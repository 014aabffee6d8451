using System.Buffers.Binary;
using System.Buffers.Text;

namespace Haochaping.Ui;

/// <summary>翻页位置 — the last row of a page of a long list, as it stands in the address: the next page begins behind it, however many rows lie before.</summary>
/// <param name="At">What the list is ordered by.</param>
/// <param name="Id">Tells rows of the same instant apart.</param>
public sealed record PageKey(DateTimeOffset At, Guid Id)
{
    private const int Length = 8 + 16;

    /// <summary>32 characters of base64url.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The key of an address; null where there is none or it is damaged, which is the first page.</summary>
    public static PageKey? Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text is not { Length: 32 } || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length)
        {
            return null;
        }

        var at = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return at is < 0 or > 253_402_300_799_999
            ? null
            : new PageKey(DateTimeOffset.FromUnixTimeMilliseconds(at), new Guid(bytes[8..], bigEndian: true));
    }
}
