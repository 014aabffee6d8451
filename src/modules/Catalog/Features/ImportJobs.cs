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

/// <summary>清除暂存文件 — a day after upload the file is gone, and with it the rejected values; who, when, what and how many stays.</summary>
internal sealed class ForgetStagedFiles(AppDb db, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var expired = await db.Imports
            .Where(i => i.ExpiresAt < now && (i.State == ImportState.Staged || i.State == ImportState.Previewed))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Expired), cancel);
        var gone = db.Imports.Where(i => i.ExpiresAt < now && i.State != ImportState.Confirmed).Select(i => i.Id);
        IReadOnlyList<RejectedCell> none = [];
        var parts = db.ImportParts;
        await db.Imports.Where(i => gone.Contains(i.Id) && parts.Any(p => p.ImportId == i.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Rejected, none), cancel);
        return expired + await parts.Where(p => gone.Contains(p.ImportId)).ExecuteDeleteAsync(cancel);
    }
}
