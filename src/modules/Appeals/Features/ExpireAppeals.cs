using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>
/// 到期处理 — the own department's silence passes an appeal on (C17); a missed limit is flagged, once, effective at the limit. It decides
/// nothing and punishes nobody.
/// </summary>
internal sealed class ExpireAppeals(AppDb db, AppealDesk desk, TimeProvider clock) : IJob
{
    private const int Batch = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var until = now - Patience;
        var due = await db.Appeals.Where(a => a.Due <= until).OrderBy(a => a.Due).Take(Batch).ToListAsync(cancel);
        foreach (var appeal in due)
        {
            Expire(appeal, until, now);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return due.Count;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // somebody is working on one of them; the next run sees the result
            return 0;
        }
    }

    private void Expire(Appeal appeal, DateTimeOffset until, DateTimeOffset now)
    {
        var (next, held) = (appeal.Expire(until), new Held(db, appeal, desk.RulesOf(appeal), Actor.House, now));
        if (next.OverdueAt is { } at && appeal.OverdueAt is null)
        {
            held.Write(AppealAct.Overdue, null);
            held.Leave(new AppealOverdue(appeal.CaseId, appeal.About, appeal.DecideBy, at), appeal.DecideBy);
        }
        else
        {
            held.Write(AppealAct.Endorsed, null, Words.Key("逾期视为转交"));
            held.Leave(new AppealEndorsed(appeal.CaseId, appeal.About, now, null, null), appeal.EndorseBy);
        }

        db.Entry(appeal).CurrentValues.SetValues(next with { Version = appeal.Version + 1 });
    }
}
