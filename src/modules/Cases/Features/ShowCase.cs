using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Cases.Storage;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>办件详情 — place, events and standing of every service, what was corrected, and what downstream rooms keep. Who applied stays in the vault.</summary>
internal sealed class ShowCase(AppDb db, ICatalog catalog, IRulePacks packs, IEnumerable<ICaseLinks> downstream, TimeProvider clock)
{
    public async Task<Result<CaseView>> RunAsync(Guid id, StaffScope scope, CancellationToken cancel)
    {
        var row = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.CaseId == id, cancel);
        if (row is null || !scope.Covers(row.Institution, row.Region))
        {
            return new Refusal(RefusalKind.NotFound, "case-unknown", "没有找到这个办件：请核对编号；只能查看本单位和本辖区的办件。"); // foreign and missing look alike
        }

        var services = await db.Services.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.ServiceNumber).ToListAsync(cancel);
        var versions = await db.CaseVersions.AsNoTracking().Where(v => v.CaseId == id).OrderByDescending(v => v.Version).ToListAsync(cancel);
        var staff = row.Place.Staff is { } token ? (await catalog.FindStaffByTokenAsync([token], cancel)).GetValueOrDefault(token) : null;
        var group = await GroupAsync(id, services, cancel);
        var links = new List<CaseLink>();
        foreach (var room in downstream.OrderBy(room => room.Order))
        {
            links.AddRange(await room.OfAsync(id, scope, cancel));
        }

        return new CaseView(
            row.CaseNumber, row.Place, staff, row.Certificate, row.Applicant is not null, row.Agent is not null, row.Version, row.ReportedAt, row.ChangedAt,
            [.. services.Select(s => new ServiceView(s.ServiceNumber, s.Events, Judge(row, s, group), s.Rating is not null))],
            [.. versions.Select(v => new VersionView(v.Version, v.Place, v.ReplacedAt))],
            links,
            group);
    }

    private async Task<GroupView?> GroupAsync(Guid id, List<ServiceRow> services, CancellationToken cancel)
    {
        if (services.Find(s => s.GroupId is not null) is not { GroupId: { } of } || await db.Groups.AsNoTracking().FirstOrDefaultAsync(g => g.CaseId == of, cancel) is not { } row)
        {
            return null;
        }

        var member = row.Members.FirstOrDefault(m => m.CaseId == id);
        var pack = packs.For(row.Place.Region, clock.Now().BusinessDate());
        var mayRelease = member is { Left: null } && Group.JudgeRelease(row.Kind, row.SoFar, member, row.SettledAt is not null, pack) is null;
        return new GroupView(row.CaseId, row.Kind, row.Place, row.Size, row.SettledAt is not null, row.Members, mayRelease);
    }

    // Judged as it was when the last report came: by the pack of the last event's day.
    private Completion Judge(CaseRow row, ServiceRow service, GroupView? group)
    {
        var pack = packs.For(row.Region, (service.Events.Count > 0 ? service.Events[^1].At : row.ReportedAt).BusinessDate());
        var completion = Completion.Judge(row.Place.Channel, row.Certificate, service.Events, pack);
        return service.GroupId is null || group is null ? completion : Group.Told(completion, group.Kind, group.IsSettled, pack);
    }
}

/// <summary>办件全貌 — what staff read of a case.</summary>
internal sealed record CaseView(
    string Number,
    ServicePlace Place,
    StaffInfo? Staff,
    CertificateMedium Certificate,
    bool HasApplicant,
    bool HasAgent,
    int Version,
    DateTimeOffset ReportedAt,
    DateTimeOffset ChangedAt,
    IReadOnlyList<ServiceView> Services,
    IReadOnlyList<VersionView> Versions,
    IReadOnlyList<CaseLink> Links,
    GroupView? Group);

/// <summary>合并评价 — the batch or theme a case is of, with all its cases.</summary>
internal sealed record GroupView(
    Guid Id, GroupKind Kind, ServicePlace Place, int Size, bool IsSettled, IReadOnlyList<GroupMember> Members, bool MayRelease);

/// <summary>办理服务 — one service with its events and what the rules make of them.</summary>
internal sealed record ServiceView(int Number, IReadOnlyList<CaseEvent> Events, Completion Standing, bool RatingCollected);

/// <summary>更正前 — the place as an earlier report had it.</summary>
internal sealed record VersionView(int Version, ServicePlace Place, DateTimeOffset ReplacedAt);
