using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>收藏筛选 — keeps the filter of the list under a name of somebody's own.</summary>
internal sealed class SaveFilter(AppDb db, TimeProvider clock)
{
    // A list one has to search is no help.
    private const int Most = 30;

    private static readonly Refusal Taken = new(RefusalKind.Conflict, "filter-name-taken", "您已有同名的收藏：请换一个名称。");

    /// <summary>A person's own, by name.</summary>
    public async Task<IReadOnlyList<SavedFilter>> OfAsync(Actor owner, CancellationToken cancel)
    {
        var whose = owner.ToString();
        return await db.SavedFilters.AsNoTracking().Where(f => f.Owner == whose).OrderBy(f => f.Name).ToListAsync(cancel);
    }

    public async Task<Result<Done>> RunAsync(string? name, OrderFilter filter, Actor owner, CancellationToken cancel)
    {
        if (!NameOf(name).Is(out var clean, out var no) || (no = filter.Complaint()) is not null)
        {
            return no;
        }

        var own = await OfAsync(owner, cancel);
        if (own.Count >= Most)
        {
            return new Refusal(RefusalKind.Conflict, "filters-full", $"最多收藏 {Most} 个筛选：请先删除不用的。");
        }

        db.Add(new SavedFilter { Id = Ids.New(clock), Owner = owner.ToString(), Name = clean, Query = filter.ToQuery() });
        return await SaveAsync(db, cancel);
    }

    /// <summary>The name as it is kept, or what is wrong with it.</summary>
    public static Result<string> NameOf(string? name) => Parsing.Clean(name) is { Length: <= SavedFilter.NameLimit } clean
        ? clean
        : No.Missing(No.Text("name", "filter-name-missing", Parsing.Clean(name), "请给筛选起个名称。", SavedFilter.NameLimit))!;

    /// <summary>One name, one filter, by its unique key.</summary>
    public static async Task<Result<Done>> SaveAsync(AppDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }
        catch (DbUpdateException)
        {
            return Taken;
        }
    }
}
