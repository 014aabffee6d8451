using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Cases.Storage;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>
/// 合并评价的归集 — finds the batch or theme a report belongs to, opens new ones and enters what a case has come to (深圳 第二十条, C14).
/// What failed leaves; what is left alone is an ordinary case (Q27).
/// </summary>
internal sealed class Groups(AppDb db, ICatalog catalog, TellGroup tell)
{
    /// <summary>合并评价一览 — the groups that reports name or services belong to, and the lead departments of new themes.</summary>
    internal sealed record Gathered(Dictionary<Guid, GroupRow> Rows, IReadOnlyDictionary<string, InstitutionInfo> Leads);

    /// <summary>Loads them, with the services of their cases at hand.</summary>
    public async Task<Gathered> LoadAsync(IReadOnlyList<CaseReport> reports, IEnumerable<ServiceRow> services, StaffScope scope, CancellationToken cancel)
    {
        var keys = reports.Select(KeyOf).Concat(services.Select(s => s.GroupId)).OfType<Guid>().Distinct().ToList();
        if (keys.Count == 0)
        {
            return new([], new Dictionary<string, InstitutionInfo>());
        }

        var leads = reports.Select(r => r.Group?.Lead).OfType<string>().Distinct().ToList();
        var bodies = leads.Count == 0 ? new Dictionary<string, InstitutionInfo>() : await catalog.FindInstitutionsAsync(leads, null, cancel);
        var rows = await db.Groups.Where(g => keys.Contains(g.CaseId)).ToDictionaryAsync(g => g.CaseId, cancel);
        await tell.LoadServicesAsync(rows.Values, cancel);
        return new(rows, bodies.Where(b => scope.Covers(b.Value.Code, b.Value.RegionCode)).ToDictionary(b => b.Key, b => b.Value)); // beyond the client's institutions looks like unknown
    }

    /// <summary>The group of a report, new or known; null where it has none; or why it may not name it.</summary>
    public Result<GroupRow?> Find(CaseReport report, ServicePlace place, Guid? applicant, ServiceRow? service, Gathered gathered, RulePack pack)
    {
        var named = KeyOf(report);
        if (service?.GroupId is { } mine)
        {
            var group = gathered.Rows[mine];
            return Group.JudgeAgain(report, group.Kind, group.SoFar, named == mine, pack) is { } no ? no : group;
        }

        if (named is not { } key || report.Group is not { } claim)
        {
            return (GroupRow?)null;
        }

        var known = gathered.Rows.GetValueOrDefault(key);
        if (known?.Members.Any(m => m.CaseId == report.CaseId && m.ServiceNumber == report.ServiceNumber) == true)
        {
            return (GroupRow?)null; // it was released, or the group is no more: rated by itself
        }

        if (service is { Events.Count: > 0 })
        {
            return Group.No(claim.Kind, "late", "本件此前未列入批量业务或主题业务：须在首次汇聚时注明，请去掉后重发。", pack);
        }

        return Group.Judge(report, claim, place, applicant, known?.SoFar, pack) is { } refusal ? refusal
            : known is not null ? known
            : Open(key, claim, place, gathered);
    }

    /// <summary>Enters a case as it now stands, and tells what is complete by it.</summary>
    public void Enter(GroupRow group, ServiceRow service, GroupMember member, RulePack pack, Actor by, DateTimeOffset now)
    {
        if (group.SettledAt is not null)
        {
            return;
        }

        var had = group.Members.FirstOrDefault(m => m.CaseId == member.CaseId);
        if (had is null)
        {
            db.Leave(
                new GroupJoined(group.CaseId, group.Kind, group.Place, group.Size, member.CaseId, member.ServiceNumber),
                Ids.Derive("group-joined", group.CaseId.ToString(), member.CaseId.ToString()), by, now);
        }

        // A later report need not name people again, and a case completes once, as any other.
        member = member with { Applicant = member.Applicant ?? had?.Applicant, Rater = member.Rater ?? had?.Rater, Completed = had?.Completed ?? member.Completed };
        tell.Ended(group, service, member, by, now);
        if (member.Left is { } reason && had?.Left is null)
        {
            tell.Left(group, member, reason, by, now);
        }

        group.Members = had is null ? [.. group.Members, member] : [.. group.Members.Select(m => m == had ? member : m)];
        group.Version++;
        tell.Complete(group, pack, by, now);
    }

    /// <summary>Takes a case out by hand; it goes on by itself.</summary>
    public void Release(GroupRow group, GroupMember member, LeavingReason reason, RulePack pack, Actor by, DateTimeOffset now)
    {
        var released = member with { Left = reason };
        tell.Left(group, released, reason, by, now);
        group.Members = group.Members.Contains(member) ? [.. group.Members.Select(m => m == member ? released : m)] : [.. group.Members, released];
        group.Version++;
        tell.Alone(group, released, pack, by, now);
        tell.Complete(group, pack, by, now);
    }

    private Result<GroupRow?> Open(Guid key, GroupClaim claim, ServicePlace place, Gathered gathered)
    {
        var of = place with { CaseNumber = claim.Number };
        if (claim.Kind == GroupKind.Theme)
        {
            if (claim.Lead is null || !gathered.Leads.TryGetValue(claim.Lead, out var lead))
            {
                return new Refusal(RefusalKind.Unprocessable, "unknown-institution", $"机构目录中没有牵头部门“{claim.Lead}”：请先在“事项与机构”导入，再重发本件。");
            }

            of = new(place.Source, claim.Number, lead.RegionCode, lead.Code, lead.Name, null, "", claim.Name ?? "", null, null, null, place.Channel);
        }

        var group = gathered.Rows[key] = new GroupRow { CaseId = key, Kind = claim.Kind, Place = of, Size = claim.Size, Members = [], Version = 0 };
        db.Add(group);
        return group;
    }

    private static Guid? KeyOf(CaseReport report) => report.Group is { } claim ? CaseKeys.Group(claim.Kind, report.Source, claim.Number) : null;
}
