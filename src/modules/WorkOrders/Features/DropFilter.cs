using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>删除收藏的筛选 — of one's own; twice is once.</summary>
internal sealed class DropFilter(AppDb db)
{
    public Task RunAsync(Guid id, Actor owner, CancellationToken cancel)
    {
        var whose = owner.ToString();
        return db.SavedFilters.Where(f => f.Id == id && f.Owner == whose).ExecuteDeleteAsync(cancel);
    }
}
