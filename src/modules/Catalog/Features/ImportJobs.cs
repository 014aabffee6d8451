using Haochaping.Catalog.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>写入已确认的导入 — one after another, oldest first.</summary>
internal sealed class SaveConfirmedImports(AppDb db, SaveImport save) : IJob
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var waiting = await db.Imports.Where(i => i.State == ImportState.Confirmed).OrderBy(i => i.ConfirmedAt).Select(i => i.Id).ToListAsync(cancel);
        var saved = 0;
        foreach (var id in waiting)
        {
            saved += (await save.RunAsync(id, null, cancel)).Refusal is null ? 1 : 0;
        }

        return saved;
    }
}

/// <summary>清除暂存文件 — a day after upload the file is gone; the record of the import stays.</summary>
internal sealed class ForgetStagedFiles(AppDb db, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var expired = await db.Imports
            .Where(i => i.ExpiresAt < now && (i.State == ImportState.Staged || i.State == ImportState.Previewed))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Expired), cancel);
        var gone = db.Imports.Where(i => i.ExpiresAt < now && i.State != ImportState.Confirmed).Select(i => i.Id);
        return expired + await db.ImportParts.Where(p => gone.Contains(p.ImportId)).ExecuteDeleteAsync(cancel);
    }
}
