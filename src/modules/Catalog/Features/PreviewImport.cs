using System.Globalization;
using System.Text.Json;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>预览导入 — say what a file would do. Changes nothing but the import's own record.</summary>
internal sealed class PreviewImport(AppDb db, PlanImport plans)
{
    public async Task<Result<ImportPreview>> RunAsync(Guid id, ImportChoice choice, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } import)
        {
            return ImportRefusals.NotFound;
        }

        if (import.State is not (ImportState.Staged or ImportState.Previewed))
        {
            return ImportRefusals.Settled;
        }

        if (!(await plans.RunAsync(import, choice, cancel)).Is(out var planned, out var no))
        {
            return no;
        }

        var (counts, rejected) = planned.Plan.Preview();
        var confirmation = ConfirmationOf(import, choice, counts);
        var kept = await db.Imports.Where(i => i.Id == id && (i.State == ImportState.Staged || i.State == ImportState.Previewed)).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, ImportState.Previewed)
                .SetProperty(i => i.Choice, choice)
                .SetProperty(i => i.Confirmation, confirmation)
                .SetProperty(i => i.Promised, counts)
                .SetProperty(i => i.Rejected, rejected),
            cancel);
        return kept == 1 ? new ImportPreview(id, confirmation, counts, rejected) : ImportRefusals.Settled;
    }

    /// <summary>Stands for exactly this file, this choice and these counts.</summary>
    private static string ConfirmationOf(Import import, ImportChoice choice, ImportCounts counts) =>
        Ids.Derive(
            import.FileHash,
            string.Join('\n', choice.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}")),
            choice.CreateInstitutions.ToString(),
            choice.EffectiveFrom?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            JsonSerializer.Serialize(counts, FactJson.Options)).ToString("N");
}
