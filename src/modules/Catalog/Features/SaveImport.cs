using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>
/// 写入导入 — a confirmed import, at most 500 rows per transaction so that ratings come in between. What a broken-off run
/// has saved is found unchanged by the next, so it simply runs again.
/// </summary>
internal sealed class SaveImport(AppDb db, PlanImport plans, Shelves shelves, CatalogMemory memory, TimeProvider clock)
{
    public async Task<Result<ImportCounts>> RunAsync(Guid id, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } import)
        {
            return ImportRefusals.NotFound;
        }

        if (import.State == ImportState.Saved)
        {
            return import.Result!;
        }

        if (import.State != ImportState.Confirmed)
        {
            return ImportRefusals.Settled;
        }

        if (!(await plans.RunAsync(import, import.Choice!, cancel)).Is(out var planned, out var no))
        {
            return no;
        }

        var from = import.Choice!.EffectiveFrom ?? import.ConfirmedAt!.Value.BusinessDate();
        var (counts, _) = planned.Plan.Preview();
        await SaveInstitutionsAsync(id, planned.Plan.Institutions, from, cancel);
        var done = 0;
        foreach (var chunk in planned.Plan.Walk().Chunk(PlanImport.Chunk))
        {
            done += chunk.Length;
            var rows = chunk.Where(r => r.Outcome is Outcome.Add or Outcome.Update).Select(r => r.Draft).ToList();
            await SaveChunkAsync(id, planned.Kind.Id, rows, planned.Columns.Compared, from, done, cancel);
            progress?.Report(new(done, planned.Plan.Rows));
        }

        return await FinishAsync(id, counts.Rows, counts.Rejected, cancel);
    }

    private async Task SaveInstitutionsAsync(Guid id, Dictionary<string, Values> institutions, DateOnly from, CancellationToken cancel)
    {
        var fields = new[] { "name", "region" };
        foreach (var chunk in institutions.Chunk(PlanImport.Chunk))
        {
            var rows = chunk.Select(i => new Draft(new Row(0, []), i.Key, i.Value, [])).ToList();
            await SaveChunkAsync(id, ImportKind.Institutions, rows, fields, from, 0, cancel);
        }
    }

    private async Task SaveChunkAsync(Guid id, ImportKind kind, List<Draft> rows, IReadOnlyList<string> fields, DateOnly from, int done, CancellationToken cancel)
    {
        var import = await db.Imports.FirstAsync(i => i.Id == id, cancel);
        var (added, updated) = rows.Count == 0 ? (0, 0) : await shelves.Of(kind).PutAsync(db, rows, fields, from, cancel);
        var sofar = import.Result ?? new(0, 0, 0, 0, 0);
        import.Result = kind == import.Kind
            ? sofar with { Added = sofar.Added + added, Updated = sofar.Updated + updated }
            : sofar with { Institutions = sofar.Institutions + added };
        import.Done = done;
        if (added + updated > 0)
        {
            await memory.TouchAsync(db, cancel);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        memory.Forget();
    }

    private async Task<ImportCounts> FinishAsync(Guid id, int rows, int rejected, CancellationToken cancel)
    {
        var import = await db.Imports.FirstAsync(i => i.Id == id, cancel);
        var saved = import.Result!;
        import.Result = saved with { Rejected = rejected, Unchanged = rows - rejected - saved.Added - saved.Updated };
        import.State = ImportState.Saved;
        import.SavedAt = clock.Now();
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return import.Result;
    }
}
