using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Pictures;

/// <summary>查看图片 — staff of the scope who hear what people say, or who look into a lead; that they looked is noted. Nobody else.</summary>
internal sealed class ShowPicture(AppDb db, EvaluationLookups evaluations) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "picture-not-found", "没有找到这张图片，或您无权查看。");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/pictures/{caseId:guid}/{id:guid}/{hash}", async (Guid caseId, Guid id, string hash, HttpContext http, ShowPicture slice, CancellationToken cancel) =>
            Answer(http, await slice.RunAsync(caseId, id, hash, http.User.ToScope(), http.User.ToActor(), cancel)))
            .WithName("console-picture").ExcludeFromDescription().RequireAuthorization(Access.Hear);
        routes.MapGet("/console/leads/{caseId:guid}/{said:guid}/pictures/{hash}", async (Guid caseId, Guid said, string hash, HttpContext http, ShowPicture slice, CancellationToken cancel) =>
            Answer(http, await slice.OfLeadAsync(caseId, said, hash, http.User.ToScope(), http.User.ToActor(), cancel)))
            .WithName("lead-picture").ExcludeFromDescription().RequireAuthorization(Access.Leads);
    }

    private async Task<FileContent?> RunAsync(Guid caseId, Guid id, string hash, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var about = await db.Tasks.Where(t => t.CaseId == caseId && t.TaskId == id).Select(t => new { t.Institution, t.Region })
            .Concat(db.Complaints.Where(c => c.CaseId == caseId && c.ComplaintId == id).Select(c => new { c.Institution, c.Region })).FirstOrDefaultAsync(cancel);
        return about is not null && scope.Covers(about.Institution, about.Region) ? await evaluations.PictureAsync(caseId, id, hash, by, Purpose.Verification, cancel) : null;
    }

    private async Task<FileContent?> OfLeadAsync(Guid caseId, Guid said, string hash, StaffScope scope, Actor by, CancellationToken cancel) =>
        await db.Leads.AsNoTracking().FirstOrDefaultAsync(l => l.CaseId == caseId && l.Said == said, cancel) is { } lead && scope.Covers(lead.Institution, lead.Region)
            ? await evaluations.OpenAsync(caseId, said, hash, by, Purpose.Verification, cancel)
            : null;

    private static IResult Answer(HttpContext http, FileContent? picture) => picture is null ? Unknown.ToProblem() : picture.Show(http);
}
