using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>措施超期 — a measure whose day is over is flagged once and raises an alert again (吉林 第二十四条). It stays to be carried out; nobody is punished by it.</summary>
internal sealed class FlagOverdueMeasures(AppDb db, TimeProvider clock) : IJob
{
    private const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (now, today) = (clock.Now(), clock.Now().BusinessDate());
        var late = await db.Alerts.Where(a => a.State == AlertState.Measured && a.Due < today && a.OverdueAt == null).OrderBy(a => a.Due).Take(Batch).ToListAsync(cancel);
        foreach (var alert in late)
        {
            var next = alert.FlagOverdue();
            db.Leave(new MeasureOverdue(alert.CaseId, alert.About, next.OverdueAt!.Value), Ids.Derive("alert-fact", alert.Id.ToString(), nameof(MeasureOverdue)), Actor.House, now);
            db.Entry(alert).CurrentValues.SetValues(next with { Version = alert.Version + 1 });
            await MakeAlert.AgainAsync(db, alert, now, cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return late.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // somebody is deciding on one of them; the next run sees the result
            return 0;
        }
    }
}
