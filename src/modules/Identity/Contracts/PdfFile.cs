using System.IO.Compression;
using System.Text;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// PDF 文件 — kept byte for byte, so what it could do is judged before: a file that runs a script, starts a program, sends or carries
/// something, or that nobody can look into, is not taken. Names count however they are spelled (<c>#4A</c> for J) and wherever they
/// stand, in packed objects too. It is still sent as a download only.
/// </summary>
public static class PdfFile
{
    /// <summary>Media type.</summary>
    public const string Type = "application/pdf";

    // Unpacked objects of one file: more is made to bring down whoever looks.
    private const int MostUnpacked = 64 * 1024 * 1024;

    // A name ends sooner; what runs on is none of ours.
    private const int LongestName = 64;

    // Where the end of the file must be told (ISO 32000-1, implementation note 18, doubled).
    private const int Tail = 2048;

    /// <summary>Long enough never to stand in packed bytes by chance.</summary>
    private static readonly HashSet<string> Anywhere = new(StringComparer.Ordinal)
    {
        "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "ImportData", "SubmitForm",
    };

    /// <summary>Told only outside packed bytes; what is locked by a password cannot be looked into.</summary>
    private static readonly HashSet<string> Plainly = new(StringComparer.Ordinal) { "JS", "XFA", "Encrypt" };

    /// <summary>Whether it begins as a PDF and is there to its end.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> file) =>
        PictureFile.TypeOf(file) == Type && file.IndexOf("endobj"u8) > 0 && file[^Math.Min(file.Length, Tail)..].LastIndexOf("%%EOF"u8) >= 0;

    /// <summary>Whether it only shows pages.</summary>
    public static bool IsHarmless(ReadOnlySpan<byte> file)
    {
        var (names, left) = (new HashSet<string>(StringComparer.Ordinal), MostUnpacked);
        for (var at = 0; at < file.Length;)
        {
            var rest = file[at..];
            if (rest[0] == '/')
            {
                var name = NameAt(rest, out var length);
                if (Anywhere.Contains(name) || Plainly.Contains(name))
                {
                    return false;
                }

                names.Add(name);
                at += length;
            }
            else if (rest.StartsWith("obj"u8))
            {
                names.Clear();
                at += 3;
            }
            else if (rest.StartsWith("stream"u8))
            {
                var body = Body(rest["stream"u8.Length..]);
                if (!IsHarmless(body, names, ref left))
                {
                    return false;
                }

                names.Clear();
                at = file.Length - rest.Length + "stream"u8.Length + Blanks(rest["stream"u8.Length..]) + body.Length + "endstream"u8.Length;
            }
            else
            {
                at++;
            }
        }

        return true;
    }

    // Packed objects are unpacked, where the dictionary before them says that they are some; pages and pictures stay packed.
    private static bool IsHarmless(ReadOnlySpan<byte> body, HashSet<string> names, ref int left)
    {
        var packsObjects = names.Contains("ObjStm") || (names.Contains("First") && names.Contains("N"));
        for (var at = 0; body[at..].IndexOf((byte)'/') is >= 0 and var next;)
        {
            var name = NameAt(body[(at + next)..], out var length);
            if (Anywhere.Contains(name) || name == "ObjStm" || (packsObjects && Plainly.Contains(name)))
            {
                return false;
            }

            at += next + length;
        }

        if (!packsObjects)
        {
            return true;
        }

        return names.Where(n => n.EndsWith("Decode", StringComparison.Ordinal) || n is "Crypt" or "Fl" or "LZW" or "A85" or "AHx" or "RL" or "Predictor" or "F").ToList() switch
        {
            [] => !names.Contains("Filter"), // plain, and looked through above
            ["FlateDecode" or "Fl"] => Unpack(body, ref left) is { } plain && IsHarmless(plain),
            _ => false,
        };
    }

    private static byte[]? Unpack(ReadOnlySpan<byte> body, ref int left)
    {
        using var packed = new ZLibStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var part = new byte[64 * 1024];
        try
        {
            for (int read; (read = packed.Read(part)) > 0; left -= read)
            {
                if (read > left)
                {
                    return null;
                }

                plain.Write(part, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return plain.ToArray();
    }

    // The bytes between “stream” and “endstream”; to the end of the file where nothing ends them.
    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> rest)
    {
        var body = rest[Blanks(rest)..];
        return body.IndexOf("endstream"u8) is >= 0 and var end ? body[..end] : body;
    }

    private static int Blanks(ReadOnlySpan<byte> rest) => rest.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var blanks ? blanks : rest.Length;

    // The name that begins here, as it is meant, and how many bytes it takes.
    private static string NameAt(ReadOnlySpan<byte> rest, out int length)
    {
        var name = new StringBuilder();
        for (length = 1; length < rest.Length && name.Length < LongestName && IsRegular(rest[length]); length++)
        {
            if (rest[length] == '#' && length + 2 < rest.Length && char.IsAsciiHexDigit((char)rest[length + 1]) && char.IsAsciiHexDigit((char)rest[length + 2]))
            {
                name.Append((char)Convert.FromHexString([(char)rest[length + 1], (char)rest[length + 2]])[0]);
                length += 2;
            }
            else
            {
                name.Append((char)rest[length]);
            }
        }

        return name.ToString();
    }

    private static bool IsRegular(byte sign) => sign > 0x20 && !"()<>[]{}/%"u8.Contains(sign);
}
