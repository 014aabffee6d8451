using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features.CallBacks;

/// <summary>抽样回访列表 — the draws of somebody's regions, and one with its sample.</summary>
internal sealed class ListDraws(AppDb db)
{
    private const int Newest = 50;

    public Task<List<CallBackDraw>> RunAsync(StaffScope scope, CancellationToken cancel) =>
        db.CallBackDraws.AsNoTracking().SeenBy(scope).OrderByDescending(d => d.AnnouncedAt).Take(Newest).ToListAsync(cancel);

    /// <summary>Null where there is none, or it is of another place.</summary>
    public async Task<DrawView?> OneAsync(Guid id, StaffScope scope, CancellationToken cancel)
    {
        if (await db.CallBackDraws.AsNoTracking().SeenBy(scope).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } draw)
        {
            return null;
        }

        var rows = await db.CallBacks.AsNoTracking().Where(c => c.Draw == id).OrderBy(c => c.Place)
            .Join(db.Orders.AsNoTracking(), c => c.OrderId, o => o.Id, (c, o) => new { Call = c, Order = o }).ToListAsync(cancel);
        return new(draw, [.. rows.Select(r => new DrawnOrder(r.Call, r.Order))]);
    }
}

/// <summary>抽样结果 — a draw with its sample.</summary>
internal sealed record DrawView(CallBackDraw Draw, IReadOnlyList<DrawnOrder> Sample)
{
    public int Reached => Sample.Count(s => s.Call.Result == ContactResult.Reached);

    /// <summary>满意 and better, of those who were reached.</summary>
    public int Satisfied => Sample.Count(s => s.Call.Satisfaction >= Level.BasicallySatisfied);

    public int Contradicted => Sample.Count(s => s.Contradicts);
}

/// <summary>样本工单 — one order of a sample.</summary>
internal sealed record DrawnOrder(CallBack Call, Order Order)
{
    /// <summary>与工单记录不符: the unit wrote that it had reached the rater, or that they are satisfied, and the rater says otherwise.</summary>
    public bool Contradicts => (Call.WasCalled == false && Order.Contact == ContactResult.Reached)
        || (Call.Satisfaction < Level.BasicallySatisfied && Order.Satisfaction >= Level.BasicallySatisfied);
}
