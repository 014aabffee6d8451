using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Cases.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>合并评价的告知 — tells once when the receipt and the end of a group are complete, or that it is no more.</summary>
internal sealed class TellGroup(AppDb db)
{
    /// <summary>The services of the cases of groups, for telling their end.</summary>
    public async Task LoadServicesAsync(IEnumerable<GroupRow> groups, CancellationToken cancel)
    {
        var cases = groups.SelectMany(g => g.Members, (_, m) => m.CaseId).Distinct().ToList();
        await db.Services.Where(s => cases.Contains(s.CaseId)).LoadAsync(cancel);
    }

    /// <summary>Tells the receipt and the end once every case that was filed is known.</summary>
    public void Complete(GroupRow group, RulePack pack, Actor by, DateTimeOffset now)
    {
        var present = group.Members.Where(m => m.Left is null).ToList();
        if (group.SettledAt is not null || group.Members.Count < group.Size)
        {
            return;
        }

        if (present.Count < Group.Fewest(group.Kind, pack))
        {
            Dissolve(group, present, pack, by, now);
            return;
        }

        if (IsOneReceipt(group, pack) && present.TrueForAll(m => m.ReceivedAt is not null))
        {
            group.ReceiptToldAt = now;
            Stage(group.CaseId, 1, group.Place, CaseEventKind.Received, present.Max(m => m.ReceivedAt!.Value), [.. present.Select(m => m.CaseId)], present[0].Rater, by, now);
        }

        if (present.TrueForAll(m => m.Completed is not null))
        {
            group.SettledAt = now;
            End(group, present, by, now);
        }
    }

    /// <summary>Tells once that a case came to its end and is rated with the others.</summary>
    public void Ended(GroupRow group, ServiceRow service, GroupMember member, Actor by, DateTimeOffset now)
    {
        if (member.Completed is not { } done || service.CompletedAt is not null)
        {
            return;
        }

        service.CompletedAt = done.At;
        db.Leave(
            new GroupedServiceCompleted(member.CaseId, member.ServiceNumber, member.Place, done.Kind, done.At, group.CaseId),
            Ids.Derive("grouped-service-completed", member.CaseId.ToString(), member.ServiceNumber.ToString()), by, now);
    }

    /// <summary>Tells that a case is no longer of the group.</summary>
    public void Left(GroupRow group, GroupMember member, LeavingReason reason, Actor by, DateTimeOffset now) => db.Leave(
        new GroupLeft(group.CaseId, group.Kind, group.Place, member.CaseId, member.ServiceNumber, reason, now),
        Ids.Derive("group-left", group.CaseId.ToString(), member.CaseId.ToString()), by, now);

    /// <summary>A case that goes on by itself: its receipt, where nobody was asked yet, and its end are told like any other's.</summary>
    public void Alone(GroupRow group, GroupMember member, RulePack pack, Actor by, DateTimeOffset now)
    {
        if (db.Services.Local.FirstOrDefault(s => s.CaseId == member.CaseId && s.ServiceNumber == member.ServiceNumber) is not { } service)
        {
            return; // never reported
        }

        service.GroupId = null;
        if (IsOneReceipt(group, pack) && member.ReceivedAt is { } received)
        {
            Stage(member.CaseId, member.ServiceNumber, member.Place, CaseEventKind.Received, received, [member.CaseId], member.Rater, by, now);
        }

        if (member.Completed is { } done)
        {
            db.Leave(
                new ServiceCompleted(member.CaseId, member.ServiceNumber, member.Place, done.Kind, done.At, member.Applicant, member.Rater, service.Visit, RatingCollected: false),
                Ids.Derive("service-completed", member.CaseId.ToString(), member.ServiceNumber.ToString()), by, now);
        }
    }

    private void Dissolve(GroupRow group, List<GroupMember> present, RulePack pack, Actor by, DateTimeOffset now)
    {
        group.SettledAt = now;
        db.Leave(
            new GroupDissolved(group.CaseId, group.Kind, group.Place, [.. present.Select(m => m.CaseId)], now),
            Ids.Derive("group-dissolved", group.CaseId.ToString()), by, now);
        present.ForEach(m => Alone(group, m, pack, by, now));
        if (group.ReceiptToldAt is not null && pack.ReceiptStage.ClosesIfAcceptanceFails && group.Members.Any(m => m.Left == LeavingReason.Failed))
        {
            // The receipt of the batch closes (C13); whoever is left has one of their own, unless they rated it already.
            Stage(group.CaseId, 1, group.Place, CaseEventKind.AcceptanceRefused, now, [.. group.Members.Select(m => m.CaseId)], null, by, now);
            present.ForEach(m => Stage(m.CaseId, m.ServiceNumber, m.Place, CaseEventKind.Received, m.ReceivedAt ?? now, [m.CaseId], m.Rater, by, now));
        }
    }

    private void End(GroupRow group, List<GroupMember> present, Actor by, DateTimeOffset now)
    {
        var (last, rater) = (present.Max(m => m.Completed!.At), present.Select(m => m.Rater).FirstOrDefault(r => r is not null));
        switch (group.Kind)
        {
            case GroupKind.Batch:
                db.Leave(
                    new BatchCompleted(group.CaseId, group.Place, [.. present.Select(m => m.CaseId)], last, rater), Ids.Derive("batch-completed", group.CaseId.ToString()), by, now);
                break;
            case GroupKind.Theme:
                db.Leave(
                    new ThemeCompleted(group.CaseId, group.Place, [.. present.Select(m => new ThemeCase(m.CaseId, m.Place, m.Completed!.At))], last, rater),
                    Ids.Derive("theme-completed", group.CaseId.ToString()), by, now);
                break;
        }
    }

    private static bool IsOneReceipt(GroupRow group, RulePack pack) =>
        group.ReceiptToldAt is null && group.Kind == GroupKind.Batch && pack.Batch.OneReceiptRating && pack.ReceiptStage.Enabled;

    private void Stage(Guid lead, int service, ServicePlace place, CaseEventKind stage, DateTimeOffset at, IReadOnlyList<Guid> cases, Guid? rater, Actor by, DateTimeOffset now) => db.Leave(
        new StageReached(lead, service, place, stage, at, cases, rater), Ids.Derive("stage-reached", lead.ToString(), service.ToString(), stage.ToString()), by, now);
}
