using System.Buffers.Binary;
using Haochaping.Identity.Domain;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// 图片 — a JPEG or PNG by its first bytes, whatever its name says, with nothing in it but the picture and which way up it is held: no
/// place, time, camera, comment or colour profile, no thumbnail, and nothing that was hung on behind its end.
/// </summary>
public static class PictureFile
{
    // What is larger is no photograph; it is made to bring down whoever opens it.
    private const long MostDots = 250_000_000;

    private static ReadOnlySpan<byte> PngHead => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Media type by the first bytes, of what the house keeps; null of anything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg" : file.StartsWith(PngHead) ? "image/png" : file.StartsWith("%PDF-"u8) ? "application/pdf" : null;

    /// <summary>The picture, cleaned; null where it is none of these, or not whole.</summary>
    public static FileContent? Read(byte[] file) => TypeOf(file) switch
    {
        "image/jpeg" when Jpeg(file) is { } picture => new("image/jpeg", picture),
        "image/png" when Png(file) is { } picture => new("image/png", picture),
        _ => null,
    };

    // Segments and scans up to the end marker. JFIF says how dots are shaped and APP14 how colours are meant; every other APPn and comments stay behind.
    private static byte[]? Jpeg(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..2]);
        var (isFramed, isScanned, isTurned) = (false, false, false);
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
                return isFramed && isScanned ? kept.ToArray() : null;
            }

            var length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > file.Length)
            {
                return null;
            }

            if (IsFrame(marker) && !(isFramed = HasDots(file.Slice(at + 4, length - 2))))
            {
                return null;
            }

            if (marker == 0xE1 && !isScanned && !isTurned && Orientation.Find(file.Slice(at + 4, length - 2)) is { } turn)
            {
                kept.Write(Orientation.Alone(turn));
                isTurned = true;
            }

            isScanned |= marker == 0xDA;
            var end = marker == 0xDA ? EndOfScan(file, at + 2 + length) : at + 2 + length;
            if (IsPartOfPicture(marker) || IsAdobe(file[at..end]) || IsPlainJfif(file[at..end]))
            {
                kept.Write(file[at..end]);
            }

            at = end;
        }

        return null;
    }

    // SOF0 to SOF15; between them stand three that are none.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // Tables, frames and scans: whatever else a file may carry, no decoder needs.
    private static bool IsPartOfPicture(byte marker) => marker is 0xC4 or 0xCC or (>= 0xDA and <= 0xDD) || IsFrame(marker);

    // How the colours are coded; nothing else fits into it.
    private static bool IsAdobe(ReadOnlySpan<byte> segment) => segment is [0xFF, 0xEE, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', _, _, _, _, _, _, _];

    private static bool HasDots(ReadOnlySpan<byte> frame) => frame.Length >= 6
        && (long)BinaryPrimitives.ReadUInt16BigEndian(frame[1..]) * BinaryPrimitives.ReadUInt16BigEndian(frame[3..]) is > 0 and <= MostDots;

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

    // Size, colours, transparency and picture; texts, times, profiles and EXIF stay behind, and whatever follows the end.
    private static byte[]? Png(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..8]);
        var (isFramed, isDrawn) = (false, false);
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > (uint)(file.Length - at - 12))
            {
                return null;
            }

            var chunk = file.Slice(at, 12 + (int)length);
            var name = chunk.Slice(4, 4);
            if (!isFramed && !(isFramed = name.SequenceEqual("IHDR"u8) && length == 13
                && (long)BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]) * BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]) is > 0 and <= MostDots))
            {
                return null;
            }

            isDrawn |= name.SequenceEqual("IDAT"u8);
            if (name.SequenceEqual("IHDR"u8) || name.SequenceEqual("PLTE"u8) || name.SequenceEqual("tRNS"u8) || name.SequenceEqual("IDAT"u8) || name.SequenceEqual("IEND"u8))
            {
                kept.Write(chunk);
            }

            if (name.SequenceEqual("IEND"u8))
            {
                return isDrawn ? kept.ToArray() : null;
            }

            at += chunk.Length;
        }

        return null;
    }
}
