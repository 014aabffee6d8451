using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Cases.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>人工移出 — a stuck case is taken out of its batch or theme, so that the others can be rated; who did it and why stays on record (C14).</summary>
internal sealed class ReleaseFromGroup(AppDb db, Groups groups, TellGroup tell, IRulePacks packs, TimeProvider clock) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "group-unknown", "没有找到这个批量业务或主题业务：请核对 source 和编号；只能处理本单位和本辖区的。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/cases/release", async (HttpContext http, ReleaseFromGroup slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(request, http.User.ToActor(), http.User.ToScope(), http.RequestAborted)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("release-case").WithSummary("把卡住的办件移出批量业务或主题业务：其余办件全部办结后即可评价")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
        .RequireAuthorization(Access.Scope("cases:write"));

    public async Task<Result<Answer>> RunAsync(Request request, Actor by, StaffScope scope, CancellationToken cancel)
    {
        var parsing = new Parsing();
        var source = parsing.Text("source", request.Source, 60, required: true) ?? "";
        var number = parsing.Text("caseNumber", request.CaseNumber, 100, required: true) ?? "";
        var reason = parsing.Choice<LeavingReason>("reason", request.Reason, required: true);
        if (reason == LeavingReason.Failed)
        {
            parsing.Complain("reason", "unknown-choice", "收件或受理不成功请随办件事件汇聚，系统自动移出；人工移出可填：stuck、withdrawn、misfiled。");
        }

        var (batch, theme) = (parsing.Text("batch", request.Batch, 100), parsing.Text("theme", request.Theme, 100));
        if (batch is null == theme is null)
        {
            parsing.Complain("batch", "required", "batch 与 theme 请填其中一项。");
        }

        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-release");
        }

        var group = batch is not null ? CaseKeys.Group(GroupKind.Batch, source, batch) : CaseKeys.Group(GroupKind.Theme, source, theme!);
        return await RunAsync(group, CaseKeys.Case(source, number), reason!.Value, by, scope, cancel);
    }

    /// <summary>Two that meet here meet on the row's version: whoever comes second looks again.</summary>
    public async Task<Result<Answer>> RunAsync(Guid groupId, Guid caseId, LeavingReason reason, Actor by, StaffScope scope, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await DecideAsync(groupId, caseId, reason, by, scope, cancel);
                await db.SaveChangesAsync(cancel);
                return answer;
            }
            catch (DbUpdateException) when (attempt < ReportCase.MostAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Result<Answer>> DecideAsync(Guid groupId, Guid caseId, LeavingReason reason, Actor by, StaffScope scope, CancellationToken cancel)
    {
        var group = await db.Groups.FirstOrDefaultAsync(g => g.CaseId == groupId, cancel);
        if (group is null || !scope.Covers(group.Place.Institution, group.Place.Region))
        {
            return Unknown; // foreign and missing look alike
        }

        var now = clock.Now();
        var pack = packs.For(group.Place.Region, now.BusinessDate());
        var member = group.Members.FirstOrDefault(m => m.CaseId == caseId);
        if (Group.JudgeRelease(group.Kind, group.SoFar, member, group.SettledAt is not null, pack) is { } refusal)
        {
            return refusal;
        }

        if (member?.Left is not null)
        {
            return new Answer("unchanged");
        }

        await tell.LoadServicesAsync([group], cancel);
        groups.Release(group, member ?? new(caseId, 1, group.Place, null, null, null, null, null), reason, pack, by, now);
        return new Answer("released");
    }

    /// <summary>Which case of which batch or theme, and why: stuck, withdrawn or misfiled.</summary>
    internal sealed record Request(string? Source, string? CaseNumber, string? Batch, string? Theme, string? Reason);

    /// <summary>released or unchanged.</summary>
    internal sealed record Answer(string Outcome);
}
