using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>取消导出 — of one's own, while it runs or afterwards; its rows are forgotten at once.</summary>
internal sealed class CancelExport(AppDb db)
{
    public async Task RunAsync(Guid id, Actor owner, CancellationToken cancel)
    {
        var whose = owner.ToString();
        var won = await db.Exports.Where(e => e.Id == id && e.Owner == whose && (e.State == ExportState.Running || e.State == ExportState.Ready))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Cancelled), cancel);
        if (won == 1)
        {
            await db.ExportParts.Where(p => p.ExportId == id).ExecuteDeleteAsync(cancel);
        }
    }
}
