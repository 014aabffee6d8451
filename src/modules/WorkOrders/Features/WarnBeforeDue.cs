using System.Globalization;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 到期预警 — tells the desk that has an order two working days before its next limit ends, and who supervises it one working day before;
/// on working days, outside the quiet hours, never on the day of the rating. Once per step and limit; a limit that moves is told anew. It
/// neither moves a limit nor counts as an act on the order.
/// </summary>
internal sealed class WarnBeforeDue(AppDb db, IWorkCalendar calendar, IQuietHours quiet, IConfiguration settings, TimeProvider clock) : IJob
{
    private const int Batch = 100;

    /// <summary>Key of a warning and of its fact.</summary>
    public static Guid KeyOf(Guid order, WarningStep step, DateTimeOffset expires) =>
        Ids.Derive("order-warned", order.ToString(), step.ToString(), expires.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        if (quiet.Covers(now) || !calendar.IsWorkday(now.BusinessDate()) || !await db.AreClocksSweptAsync(calendar.Revision, cancel))
        {
            return 0;
        }

        return await WarnAsync(WarningStep.Handler, settings.GetValue("WorkOrders:WarnDays:Handler", 2), now, cancel)
            + await WarnAsync(WarningStep.Superior, settings.GetValue("WorkOrders:WarnDays:Superior", 1), now, cancel);
    }

    private async Task<int> WarnAsync(WarningStep step, int days, DateTimeOffset now, CancellationToken cancel)
    {
        var (today, until) = (now.BusinessDate().Midnight(), calendar.Add(now.BusinessDate(), new(days)).EndOfDay());
        var near = await db.Orders.AsNoTracking().Where(o => o.NextExpiry > now && o.NextExpiry <= until && o.OpenedAt < today && o.State != OrderState.Voided)
            .Where(o => step != WarningStep.Handler || (o.Turn != Turn.Auditing && o.Turn != Turn.Visit)) // what is left is the superior's own to do
            .Where(o => !db.WarnedOrders(step).Any(w => w.CaseId == o.CaseId && w.Id == o.Id))
            .OrderBy(o => o.NextExpiry).Take(Batch).ToListAsync(cancel);
        near.ForEach(order => Warn(order, step, now));
        await db.SaveChangesAsync(cancel);
        return near.Count;
    }

    private void Warn(Order order, WarningStep step, DateTimeOffset now)
    {
        var expires = order.NextExpiry!.Value;
        IReadOnlyList<Clock> clocks = [.. order.Clocks.Where(c => c.IsUnflagged && c.ExpiresAt == expires).Select(c => c.Clock).Distinct()];
        var id = KeyOf(order.Id, step, expires);
        db.Add(new OrderWarning { CaseId = order.CaseId, Id = id, OrderId = order.Id, Step = step, ExpiresAt = expires, Clocks = clocks, At = now });
        db.Leave(new OrderWarned(order.CaseId, order.About, step, clocks, expires, now), id, Actor.House, now);
    }
}
