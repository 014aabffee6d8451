using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>收藏改名 — of one's own.</summary>
internal sealed class RenameFilter(AppDb db)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "filter-unknown", "没有找到这个收藏的筛选。");

    public async Task<Result<Done>> RunAsync(Guid id, string? name, Actor owner, CancellationToken cancel)
    {
        var whose = owner.ToString();
        if (!SaveFilter.NameOf(name).Is(out var clean, out var no))
        {
            return no;
        }

        if (await db.SavedFilters.FirstOrDefaultAsync(f => f.Id == id && f.Owner == whose, cancel) is not { } saved)
        {
            return Unknown;
        }

        saved.Name = clean;
        return await SaveFilter.SaveAsync(db, cancel);
    }
}
