using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;

namespace Haochaping.Channels.Features.Devices;

/// <summary>记下窗口服务 — every service at a window that may be rated: what the invitation rate is a share of.</summary>
internal sealed class NoteServicesAtWindows : Reaction<InvitationIssued>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<InvitationIssued>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var (task, caseId) in facts.Select(f => (f.Fact.Task, f.Fact.CaseId)).Where(f => f.Task.Place.Window is not null && f.Task.Kind.IsWhole))
        {
            db.Add(new WindowServiceRow
            {
                CaseId = caseId, TaskId = task.TaskId, CompletedAt = task.CompletedAt, Institution = task.Place.Institution, Region = task.Place.Region,
                Hall = task.Place.Hall ?? "", Window = task.Place.Window!, Staff = task.Place.Staff,
            });
        }

        return Task.CompletedTask;
    }
}
