using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Kinds;
using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>上传文件 — take a file in and show what is in it.</summary>
internal sealed class StageImport(AppDb db, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task<Result<ImportSheet>> RunAsync(ImportKind kind, string fileName, Stream content, Actor by, CancellationToken cancel)
    {
        if (!(await ReadAsync(content, cancel)).Is(out var bytes, out var no) || !Sheet.Open(bytes).Then(t => WithHeading(kind, t)).Is(out var sheet, out no))
        {
            return no;
        }

        var now = clock.Now();
        var import = new Import
        {
            Id = Ids.New(clock),
            Kind = kind,
            FileName = Path.GetFileName(fileName) is { Length: > 0 and <= 200 } name && !name.Any(char.IsControl) ? name : "file",
            FileHash = StagedFiles.Hash(bytes),
            Bytes = bytes.Length,
            StagedBy = by.ToString(),
            StagedAt = now,
            ExpiresAt = now + Kept,
        };
        db.Add(import);
        await db.SaveChangesAsync(cancel);
        await StagedFiles.KeepAsync(db, import.Id, bytes, cancel);
        return Show(import, sheet);
    }

    /// <summary>A staged file once more, for the page on which columns are chosen.</summary>
    public async Task<Result<ImportSheet>> ReopenAsync(Guid id, CancellationToken cancel) =>
        await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } import
            ? ImportRefusals.NotFound
            : (await StagedFiles.ReadAsync(db, import, cancel)).Then(Sheet.Open).Then<ImportSheet>(sheet => Show(import, sheet));

    private static Result<Sheet> WithHeading(ImportKind kind, Sheet sheet) =>
        Columns.LooksLikeData(KnownKinds.Of(kind), sheet.Headings) ? SheetRefusals.NoHeading : sheet;

    private static ImportSheet Show(Import import, Sheet sheet) => new(
        import.Id,
        sheet.Headings,
        [.. sheet.Rows().Where(r => !r.IsBlank).Take(5).Select(r => r.Cells)],
        Columns.Suggest(KnownKinds.Of(import.Kind), sheet.Headings),
        sheet.Format);

    private static async Task<Result<byte[]>> ReadAsync(Stream content, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > Sheet.MaxBytes)
            {
                return SheetRefusals.TooLarge;
            }
        }

        return memory.ToArray();
    }
}

/// <summary>Why a step of an import is refused.</summary>
internal static class ImportRefusals
{
    public static Refusal NotFound => new(RefusalKind.NotFound, "import-not-found", "没有这次导入。");

    public static Refusal NoFile => new(RefusalKind.BadRequest, "import-no-file", "请选择导入类型和文件。");

    public static Refusal Settled => new(RefusalKind.Conflict, "import-settled", "这次导入已经确认或已过期，不能再改。请重新上传。");

    public static Refusal Changed => new(RefusalKind.Conflict, "import-changed", "文件、列对应或目录在预览之后有变化。请看过新的预览后再确认。");
}
