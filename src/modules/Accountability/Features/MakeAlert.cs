using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Appraisal.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>生成预警 — puts an alert and its fact into what the caller saves; what was raised before is passed over.</summary>
internal sealed class MakeAlert(ICatalog catalog)
{
    /// <param name="db">To be saved by the caller.</param>
    /// <param name="reason">What raises it.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>False where it was there.</returns>
    public async Task<bool> RunAsync(AppDb db, AlertReason reason, Actor by, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Ids.Derive("alert", reason.Trigger.ToString(), reason.Subject.ToString(), reason.Key, reason.About[^1].ToString());
        if (db.Alerts.Local.Any(a => a.Id == id) || await db.Alerts.AnyAsync(a => a.CaseId == reason.CaseId && a.Id == id, cancel))
        {
            return false;
        }

        var unit = await catalog.FindInstitutionAsync(reason.Order.Unit, cancel);
        Add(db, reason.CaseId, new(
            id, reason.Trigger, reason.Subject, reason.Key, reason.Order.Unit, unit?.Name ?? reason.Order.Place.InstitutionName, unit?.RegionCode ?? reason.Order.Place.Region, unit?.SupervisorCode ?? "",
            reason.Order.Pack, reason.Numbers, reason.About)
        {
            Concerned = [.. new[] { reason.Order.Unit, reason.Order.Owner, reason.Order.Place.Institution, reason.Order.Place.HandlingInstitution }.OfType<string>().Where(code => code.Length > 0).Distinct()],
        }, reason.Note, by, now);
        return true;
    }

    /// <summary>What one month of a unit gives reason to look at.</summary>
    public static async Task ByResultAsync(AppDb db, AlertTrigger trigger, UnitAppraised fact, string note, DateTimeOffset now, CancellationToken cancel)
    {
        var (id, unit) = (Ids.Derive("alert", trigger.ToString(), fact.CaseId.ToString()), fact.Result);
        if (!await db.Alerts.AnyAsync(a => a.CaseId == fact.CaseId && a.Id == id, cancel))
        {
            Add(db, fact.CaseId, new(id, trigger, AlertSubject.Unit, unit.Unit, unit.Unit, unit.UnitName, unit.Region, unit.Authority, unit.Pack, [], [fact.CaseId]) { Concerned = [unit.Unit] }, note, Actor.House, now);
        }
    }

    /// <summary>措施未落实 — the same again, because what was ordered failed or its day is over; once for each alert.</summary>
    public static async Task AgainAsync(AppDb db, Alert failed, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Ids.Derive("alert", nameof(AlertTrigger.FailedMeasure), failed.Id.ToString());
        if (!await db.Alerts.AnyAsync(a => a.CaseId == failed.CaseId && a.Id == id, cancel))
        {
            Add(db, failed.CaseId, failed.About with { AlertId = id, Trigger = AlertTrigger.FailedMeasure, About = [failed.Id] }, null, Actor.House, now);
        }
    }

    private static void Add(AppDb db, Guid caseId, AlertFacts about, string? written, Actor by, DateTimeOffset now)
    {
        var note = string.IsNullOrWhiteSpace(written) ? null : written.Trim();
        var salt = note is null ? null : Commitment.NewSalt();
        db.Add(new Alert { CaseId = caseId, Id = about.AlertId, About = about, Unit = about.Unit, Concerned = string.Concat(about.Concerned.Select(Alert.Mark)), Region = about.Region, Authority = about.Authority, RaisedAt = now, Note = note, NoteSalt = salt });
        db.Leave(new AlertRaised(caseId, about, now, note is null ? null : Commitment.Of(note, salt!)), about.AlertId, by, now);
    }
}

/// <summary>预警理由 — what raises an alert, and what it rests on.</summary>
/// <param name="CaseId">Lead case of the latest order.</param>
/// <param name="Trigger">Why.</param>
/// <param name="Subject">About what.</param>
/// <param name="Key">Its code.</param>
/// <param name="Order">The latest order.</param>
/// <param name="Numbers">工单编号 that are shown.</param>
/// <param name="About">Keys of what it rests on; the last one makes it one of its kind.</param>
/// <param name="Note">What was written.</param>
internal sealed record AlertReason(Guid CaseId, AlertTrigger Trigger, AlertSubject Subject, string Key, OrderFacts Order, IReadOnlyList<string> Numbers, IReadOnlyList<Guid> About, string? Note = null);
