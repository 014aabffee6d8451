using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>我的导出 — somebody's own, newest first.</summary>
internal sealed class ListExports(AppDb db)
{
    private const int Shown = 20;

    public async Task<IReadOnlyList<ExportRow>> RunAsync(Actor owner, CancellationToken cancel)
    {
        var whose = owner.ToString();
        return await db.Exports.AsNoTracking().Where(e => e.Owner == whose).OrderByDescending(e => e.AskedAt).Take(Shown).ToListAsync(cancel);
    }
}
