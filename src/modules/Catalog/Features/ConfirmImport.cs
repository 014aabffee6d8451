using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>确认导入 — exactly what was previewed, or nothing. The rows are saved by a job, chunk by chunk.</summary>
internal sealed class ConfirmImport(AppDb db, PreviewImport preview, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Guid id, string confirmation, Actor by, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } import)
        {
            return ImportRefusals.NotFound;
        }

        if (import.State is ImportState.Confirmed or ImportState.Saved && import.Confirmation == confirmation)
        {
            return default(Done);
        }

        if (import.State != ImportState.Previewed)
        {
            return ImportRefusals.Settled;
        }

        // The catalogue may have moved since: look again, and let the user see it when the outcome differs.
        if (!(await preview.RunAsync(id, import.Choice!, cancel)).Is(out var again, out var no))
        {
            return no;
        }

        if (again.Confirmation != confirmation)
        {
            return ImportRefusals.Changed;
        }

        var (who, now) = (by.ToString(), clock.Now());
        var confirmed = await db.Imports.Where(i => i.Id == id && i.State == ImportState.Previewed && i.Confirmation == confirmation).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, ImportState.Confirmed).SetProperty(i => i.ConfirmedBy, who).SetProperty(i => i.ConfirmedAt, now), cancel);
        return confirmed == 1 ? default(Done) : ImportRefusals.Changed;
    }
}
