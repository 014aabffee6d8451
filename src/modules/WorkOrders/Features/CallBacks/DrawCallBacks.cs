using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features.CallBacks;

/// <summary>抽取回访样本 — once the announced days are over and sealed: from the bound seed and the root of the log, once and for ever.</summary>
internal sealed class DrawCallBacks(AppDb db, ILedger ledger, CallBackPopulation population, TimeProvider clock) : IJob
{
    /// <summary>By then the last day's facts are in the log.</summary>
    private static readonly TimeSpan Sealed = TimeSpan.FromMinutes(10);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var over = (clock.Now() - Sealed).BusinessDate();
        if (await db.CallBackDraws.Where(d => d.DrawnAt == null && d.To < over).OrderBy(d => d.To).ThenBy(d => d.Id).FirstOrDefaultAsync(cancel) is not { } draw)
        {
            return 0;
        }

        // load
        var head = await ledger.HeadAsync(cancel);
        var orders = await population.ReadAsync(db, draw, head.Size, cancel);

        // decide
        var sample = CallBackDraw.Sample(draw.Seed, head.Root, orders, draw.Size);
        (draw.DrawnAt, draw.Population) = (clock.Now(), orders.Count);

        // save
        db.AddRange(sample.Select((order, i) => new CallBack { Draw = draw.Id, OrderId = order, Place = i + 1 }));
        db.Leave(
            new CallBacksDrawn(draw.Id, Convert.ToHexStringLower(draw.Seed), head.Size, head.Root, orders.Count, sample),
            Ids.Derive("call-backs-drawn", draw.Id.ToString()), Actor.House, draw.DrawnAt.Value);
        await db.SaveChangesAsync(cancel);
        return 1;
    }
}
