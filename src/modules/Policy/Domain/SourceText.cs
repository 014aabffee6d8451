using System.Text;

namespace Haochaping.Policy.Domain;

/// <summary>文件原文 — the text of one file under its path within the policy folder.</summary>
internal sealed record SourceText(string Name, string Text)
{
    /// <summary>No pack, calendar or list comes near this.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Why the file could not even be read; told with all other complaints.</summary>
    public (string Code, string Message)? Fault { get; init; }

    /// <summary>Bytes as text: UTF-8 only, because GBK read as UTF-8 would silently become other characters.</summary>
    public static SourceText Of(string name, byte[] bytes)
    {
        try
        {
            return bytes.Length > MostBytes
                ? new(name, "") { Fault = ("too-large", $"文件有 {bytes.Length} 字节；至多 {MostBytes} 字节") }
                : new(name, Strict.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            return new(name, "") { Fault = ("not-utf8", "文件须为 UTF-8 编码，请另存为 UTF-8") };
        }
    }
}
