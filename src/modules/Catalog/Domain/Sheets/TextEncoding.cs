using System.Text;
using System.Text.Unicode;
using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Sheets;

/// <summary>文字编码 — a byte order mark decides; else UTF-8 if every byte fits; else GB18030, which Chinese Excel writes.</summary>
internal static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The bytes as text, and the encoding's name.</summary>
    public static Result<(string Text, string Name)> Decode(byte[] bytes)
    {
        var span = bytes.AsSpan();
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Utf8.IsValid(span[3..]) ? (Encoding.UTF8.GetString(span[3..]), "UTF-8") : SheetRefusals.UnknownEncoding;
        }

        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return (Encoding.Unicode.GetString(span[2..]), "UTF-16");
        }

        if (span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (Encoding.BigEndianUnicode.GetString(span[2..]), "UTF-16");
        }

        if (span.Contains((byte)0))
        {
            return SheetRefusals.NotText;
        }

        return Utf8.IsValid(span) ? (Encoding.UTF8.GetString(span), "UTF-8") : Gb18030(bytes);
    }

    private static Result<(string Text, string Name)> Gb18030(byte[] bytes)
    {
        try
        {
            var strict = Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return (strict.GetString(bytes), "GB18030");
        }
        catch (DecoderFallbackException)
        {
            return SheetRefusals.UnknownEncoding;
        }
    }
}
