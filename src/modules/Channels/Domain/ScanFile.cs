using Haochaping.Kernel;

namespace Haochaping.Channels.Domain;

/// <summary>扫描件 — the picture of a signed form: JPEG, PNG or PDF by its first bytes, whatever its name says.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Content">Of a picture only the picture (<see cref="PictureFile"/>).</param>
internal sealed record ScanFile(string Type, byte[] Content)
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Largest = 5 * 1024 * 1024;

    private static readonly Refusal Missing = new(RefusalKind.BadRequest, "scan-missing", "请附上评价表的扫描件或照片。");
    private static readonly Refusal TooLarge = new(RefusalKind.BadRequest, "scan-too-large", "扫描件超过 5 MB：请降低分辨率后重试。");
    private static readonly Refusal Unknown = new(RefusalKind.BadRequest, "scan-unknown", "扫描件须为完整的 JPEG、PNG 或 PDF 文件：请重新扫描。");

    /// <summary>The file, cleaned.</summary>
    public static Result<ScanFile> Read(byte[] file)
    {
        if (file.Length is 0 or > Largest)
        {
            return file.Length == 0 ? Missing : TooLarge;
        }

        return PictureFile.Read(file) is { } picture ? new ScanFile(picture.Type, picture.Content)
            : file.AsSpan().StartsWith("%PDF-"u8) ? new ScanFile("application/pdf", file)
            : Unknown;
    }
}
