using System.Buffers.Binary;

namespace Haochaping.Channels.Domain;

/// <summary>
/// 图片 — a JPEG or PNG by its first bytes, whatever its name says, with nothing in it but the picture: no place, time, camera, comment
/// or colour profile, no thumbnail, and nothing that was hung on behind its end.
/// </summary>
/// <param name="Type">Media type.</param>
/// <param name="Content">The cleaned file.</param>
internal sealed record PictureFile(string Type, byte[] Content)
{
    private static ReadOnlySpan<byte> PngHead => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture, cleaned; null where it is none of these, or not whole.</summary>
    public static PictureFile? Read(byte[] file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Of("image/jpeg", Jpeg(file)),
        _ when file.AsSpan().StartsWith(PngHead) => Of("image/png", Png(file)),
        _ => null,
    };

    private static PictureFile? Of(string type, byte[]? content) => content is null ? null : new(type, content);

    // Segments and scans up to the end marker. JFIF says how dots are shaped and APP14 how colours are meant; every other APPn and comments stay behind.
    private static byte[]? Jpeg(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..2]);
        for (var at = 2; at + 2 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // filling
                continue;
            }

            if (marker == 0xD9)
            {
                kept.Write(file.Slice(at, 2));
                return kept.ToArray();
            }

            var length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > file.Length)
            {
                return null;
            }

            var end = marker == 0xDA ? EndOfScan(file, at + 2 + length) : at + 2 + length;
            if (marker is not ((>= 0xE0 and <= 0xEF) or 0xFE) || marker == 0xEE || IsPlainJfif(file[at..end]))
            {
                kept.Write(file[at..end]);
            }

            at = end;
        }

        return null;
    }

    // Without a thumbnail, which would be a second picture: perhaps of what was cut away.
    private static bool IsPlainJfif(ReadOnlySpan<byte> segment) => segment is [0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, _, _, _, _, _, _, _, 0, 0];

    // Coded data go on over stuffed zeros and restart markers.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))))
        {
            at++;
        }

        return at;
    }

    // Critical chunks and transparency; texts, times, profiles and EXIF stay behind, and whatever follows the end.
    private static byte[]? Png(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..8]);
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > (uint)(file.Length - at - 12))
            {
                return null;
            }

            var chunk = file.Slice(at, 12 + (int)length);
            var name = chunk.Slice(4, 4);
            if (char.IsAsciiLetterUpper((char)name[0]) || name.SequenceEqual("tRNS"u8))
            {
                kept.Write(chunk);
            }

            if (name.SequenceEqual("IEND"u8))
            {
                return kept.ToArray();
            }

            at += chunk.Length;
        }

        return null;
    }
}
