using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>
/// 登记预警 — what no fact shows: fraud, obstruction, a leak found in the access log. The authority names the order it came out with, and
/// that one must have been verified, and not as untrue (深圳 第二十一条); a leak alone needs no verdict on the rating.
/// </summary>
internal sealed class RaiseByHand(AppDb db, IOrderFindings findings, MakeAlert make, ICatalog catalog, TimeProvider clock)
{
    private static readonly Refusal There = new(RefusalKind.Conflict, "alert-there", "这个工单已经登记过同一情形的预警：请在列表中查看。");

    public async Task<Result<Done>> RunAsync(AlertTrigger? trigger, string? number, string? note, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var found = string.IsNullOrWhiteSpace(number) ? null : await findings.OfNumberAsync(number.Trim(), cancel);
        var known = trigger is { } chosen && Named.ByHand.Contains(chosen);
        var authority = found is null ? null : (await catalog.FindInstitutionAsync(found.Order.Unit, cancel))?.SupervisorCode;
        if (found is not null && (IsConcerned(found.Order, scope) || !scope.Covers(authority, found.UnitRegion)))
        {
            found = null; // foreign and missing look alike
        }

        if (Alert.Missing([
            known ? null : new("trigger", "trigger-missing", "请选择预警情形。"),
            found is not null ? null : new("number", "number-unknown", "没有找到这个工单：请核对工单编号。"),
            found is null || trigger == AlertTrigger.IdentityLeak || found.Verdict is Verdict.True or Verdict.PartlyTrue ? null : new("number", "order-not-verified", "这个工单还没有核实属实：先核实，再登记预警。"),
            Alert.Text("note", "note-missing", note, "请写明情况和来源。")]) is { } refusal)
        {
            return refusal;
        }

        var reason = new AlertReason(found!.CaseId, trigger!.Value, AlertSubject.Unit, found.Order.Unit, found.Order, [found.Order.Number], [found.Order.OrderId], note);
        if (!await make.RunAsync(db, reason, by, clock.Now(), cancel))
        {
            return There;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }
        catch (DbUpdateException) when (IsThere(found.CaseId, db.Alerts.Local.Single().Id))
        {
            return There;
        }
    }

    private static bool IsConcerned(OrderFacts order, StaffScope scope) =>
        new[] { order.Unit, order.Owner, order.Place.Institution, order.Place.HandlingInstitution }.OfType<string>().Any(scope.Institutions.Contains);

    private bool IsThere(Guid caseId, Guid id) => db.Alerts.AsNoTracking().Any(a => a.CaseId == caseId && a.Id == id);
}
