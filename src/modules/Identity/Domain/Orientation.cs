using System.Buffers.Binary;

namespace Haochaping.Identity.Domain;

/// <summary>拍摄方向 — which way up a phone was held: the one thing of EXIF without which a picture is no longer what it was.</summary>
internal static class Orientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;

    private static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <summary>2 to 8 where the EXIF segment says so; null where it says nothing, or that the picture is upright.</summary>
    public static byte? Find(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Name) || segment.Length < Name.Length + 8)
        {
            return null;
        }

        var tiff = segment[Name.Length..];
        var big = tiff[0] == 'M';
        if (!tiff.StartsWith(big ? "MM\0*"u8 : "II*\0"u8) || Number32(tiff[4..], big) is var directory && directory > tiff.Length - 2)
        {
            return null;
        }

        var entries = tiff[(int)(directory + 2)..];
        for (int left = Number16(tiff[(int)directory..], big); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Number16(entries, big) == Tag)
            {
                return Number16(entries[2..], big) == Short && Number32(entries[4..], big) == 1 && Number16(entries[8..], big) is >= 2 and <= 8 and var turn ? (byte)turn : null;
            }
        }

        return null;
    }

    /// <summary>An EXIF segment that says this and nothing else.</summary>
    public static byte[] Alone(byte turn) =>
        [0xFF, 0xE1, 0, 34, .. Name, (byte)'M', (byte)'M', 0, (byte)'*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, (byte)Short, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0];

    private static ushort Number16(ReadOnlySpan<byte> at, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static uint Number32(ReadOnlySpan<byte> at, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
