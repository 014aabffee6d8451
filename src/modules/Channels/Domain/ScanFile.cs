using Haochaping.Identity.Contracts;
using Haochaping.Kernel;

namespace Haochaping.Channels.Domain;

/// <summary>扫描件 — the picture of a signed form: JPEG, PNG or PDF by its first bytes, whatever its name says; of a picture only the picture (<see cref="PictureFile"/>).</summary>
internal static class ScanFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Largest = 5 * 1024 * 1024;

    private static readonly Refusal Missing = new(RefusalKind.BadRequest, "scan-missing", "请附上评价表的扫描件或照片。");
    private static readonly Refusal TooLarge = new(RefusalKind.BadRequest, "scan-too-large", "扫描件超过 5 MB：请降低分辨率后重试。");
    private static readonly Refusal Unknown = new(RefusalKind.BadRequest, "scan-unknown", "扫描件须为完整的 JPEG、PNG 或 PDF 文件：请重新扫描。");

    /// <summary>The file, cleaned.</summary>
    public static Result<FileContent> Read(byte[] file)
    {
        if (file.Length is 0 or > Largest)
        {
            return file.Length == 0 ? Missing : TooLarge;
        }

        return PictureFile.Read(file) is { } picture ? picture
            : PictureFile.TypeOf(file) is "application/pdf" and var pdf ? new FileContent(pdf, file)
            : Unknown;
    }
}
