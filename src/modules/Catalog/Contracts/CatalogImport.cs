using Haochaping.Catalog.Features;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;

namespace Haochaping.Catalog.Contracts;

/// <summary>导入 — the four steps of an import for callers outside the pages: stage, preview, confirm, save.</summary>
public sealed class CatalogImport
{
    private readonly StageImport stage;
    private readonly PreviewImport preview;
    private readonly ConfirmImport confirm;
    private readonly SaveImport save;
    private readonly DownloadRejectedRows rejected;

    internal CatalogImport(StageImport stage, PreviewImport preview, ConfirmImport confirm, SaveImport save, DownloadRejectedRows rejected) =>
        (this.stage, this.preview, this.confirm, this.save, this.rejected) = (stage, preview, confirm, save, rejected);

    /// <summary>Takes a file in (CSV or xlsx, at most 50 MB). It is forgotten after a day unless confirmed.</summary>
    public Task<Result<ImportSheet>> StageAsync(ImportKind kind, string fileName, Stream content, Actor by, CancellationToken cancel) =>
        stage.RunAsync(kind, fileName, content, by, cancel);

    /// <summary>Says what the file would do under this choice. Saves nothing in the catalogue.</summary>
    public Task<Result<ImportPreview>> PreviewAsync(Guid id, ImportChoice choice, CancellationToken cancel) => preview.RunAsync(id, choice, cancel);

    /// <summary>Writes only the rows a previewed import would reject, each with its reasons: UTF-8 CSV to correct and bring back.</summary>
    public async Task<Result<Done>> WriteRejectedAsync(Guid id, Stream file, CancellationToken cancel)
    {
        if (!(await rejected.RunAsync(id, cancel)).Is(out var planned, out var refusal))
        {
            return refusal;
        }

        await DownloadRejectedRows.WriteAsync(file, DownloadRejectedRows.Lines(planned), cancel);
        return default(Done);
    }

    /// <summary>Confirms exactly what was previewed. Refused when file, mapping or catalogue have changed since.</summary>
    public Task<Result<Done>> ConfirmAsync(Guid id, string confirmation, Actor by, CancellationToken cancel) => confirm.RunAsync(id, confirmation, by, cancel);

    /// <summary>Saves a confirmed import now instead of waiting for the job; safe to repeat after a crash.</summary>
    public Task<Result<ImportCounts>> SaveAsync(Guid id, IProgress<ImportProgress>? progress, CancellationToken cancel) => save.RunAsync(id, progress, cancel);
}
