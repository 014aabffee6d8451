using System.Security.Claims;
using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>待办的预警 — alerts to be looked at and measures to be seen through, for whoever supervises the unit.</summary>
internal sealed class AlertsWaiting(AppDb db, IAuthorizationService authorization, Words words) : IWaitingWork
{
    private const int Most = 50;

    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (!(await authorization.AuthorizeAsync(who, Access.Supervise)).Succeeded)
        {
            return [];
        }

        var open = await db.Alerts.AsNoTracking().SeenBy(who.ToScope()).Where(a => a.State == AlertState.Open || a.State == AlertState.Measured)
            .OrderBy(a => a.State == AlertState.Measured).ThenBy(a => a.Due).ThenBy(a => a.RaisedAt).Take(Most).ToListAsync(cancel);
        return [.. open.Select(a => new WaitingWork(
            a.Id, words["问责预警"], a.About.Orders.Count > 0 ? a.About.Orders[^1] : "—", words[Named.Word(a.About.Trigger)], a.About.UnitName, a.Due?.EndOfDay(),
            words[a.State == AlertState.Open ? Words.Key("处置") : Words.Key("登记措施结果")], $"/console/alerts/{a.Id}"))];
    }
}
