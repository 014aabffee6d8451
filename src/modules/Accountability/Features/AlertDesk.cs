using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>预警台 — hands an alert to whoever supervises the unit, and saves what became of it.</summary>
internal sealed class AlertDesk(AppDb db, IRulePacks packs)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "alert-unknown", "没有找到这条预警：它不在您的数据范围内，或已不存在，请返回列表。");
    private static readonly Refusal Changed = new(RefusalKind.Conflict, "alert-changed", "这条预警刚刚被其他人处置过。您填写的内容没有提交，请查看最新状态后再办理。");

    /// <summary>The alert; the unit it is about, foreign and missing look alike.</summary>
    public async Task<Result<Alert>> OpenAsync(Guid id, StaffScope scope, int? version, CancellationToken cancel) =>
        await db.Alerts.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } alert || !alert.IsSeenBy(scope) ? Unknown
        : version is { } seen && seen != alert.Version ? Changed
        : alert;

    /// <summary>The rules that know its measures.</summary>
    public RulePack RulesOf(Alert alert) => packs.Get(PackRef.Parse(alert.About.Pack));

    /// <summary>Saves the next alert with its fact, unless somebody else was faster.</summary>
    public async Task<Result<Done>> SaveAsync<TFact>(Alert alert, Alert next, TFact fact, Actor by, DateTimeOffset now, CancellationToken cancel)
        where TFact : IFact
    {
        db.Leave(fact, Ids.Derive("alert-fact", alert.Id.ToString(), typeof(TFact).Name), by, now);
        db.Entry(alert).CurrentValues.SetValues(next with { Version = alert.Version + 1 });
        try
        {
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // what was not saved must not be shown
            return Changed;
        }
    }
}
