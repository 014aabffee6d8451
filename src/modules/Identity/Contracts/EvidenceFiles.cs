using Haochaping.Kernel;

namespace Haochaping.Identity.Contracts;

/// <summary>佐证材料 — what officials add to a result or an appeal: photographs, screenshots and documents. Told by content; pictures are cleaned, a PDF is kept as it is.</summary>
public static class EvidenceFiles
{
    /// <summary>Name of the form's field, and of the member in JSON.</summary>
    public const string Field = "evidence";

    /// <summary>Most files.</summary>
    public const int Most = 5;

    /// <summary>Largest file, in bytes.</summary>
    public const int Largest = 10 * 1024 * 1024;

    /// <summary>Largest request: room to say in words that files are too large, instead of cutting the line.</summary>
    public const long MostBytes = 100 * 1024 * 1024;

    /// <summary>What a file field offers to choose.</summary>
    public const string Accept = "image/jpeg,image/png,application/pdf";

    /// <summary>The rule of such a field.</summary>
    public static AttachedFiles Rule { get; } = new(Field, Most, Largest, "invalid-evidence", new(RefusalKind.BadRequest, "evidence-too-many", $"最多附 {Most} 份佐证材料：请合并或减少后重新选择。"), One);

    /// <summary>What a fact names them by; null where there are none.</summary>
    public static IReadOnlyList<string>? Hashes(IReadOnlyList<FileContent> files) => files.Count == 0 ? null : [.. files.Select(f => f.Hash)];

    private static Result<FileContent> One(byte[] file, int place) =>
        file.Length == 0 ? No("evidence-empty", $"第 {place} 份佐证材料是空文件：请检查后重新选择。")
        : file.Length > Largest ? No("evidence-too-large", $"第 {place} 份佐证材料超过 10 MB：请压缩、降低分辨率或拆分后重新选择。")
        : PictureFile.Read(file) is { } picture ? picture
        : !PdfFile.IsWhole(file) ? No("evidence-unknown", $"第 {place} 份佐证材料不是完整的 JPEG、PNG 或 PDF 文件（按内容判断，不看文件名）：请换一份，或另存为 PDF 后重新选择。")
        : !PdfFile.IsHarmless(file) ? No("evidence-active", $"第 {place} 份 PDF 含有脚本、自动启动、表单提交或内嵌文件，或者设有密码，不能接收：请用“打印为 PDF”重新生成后再选择。")
        : new FileContent(PdfFile.Type, file);

    private static Refusal No(string code, string message) => new(RefusalKind.BadRequest, code, message);
}
