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

/// <summary>查看图片 — staff of the scope who hear what people say, and that they looked is noted. Nobody else.</summary>
internal sealed class ShowPicture(AppDb db, IEvaluations evaluations) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "picture-not-found", "没有找到这张图片，或您无权查看。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/pictures/{caseId:guid}/{id:guid}/{hash}", async (Guid caseId, Guid id, string hash, HttpContext http, ShowPicture slice, CancellationToken cancel) =>
            await slice.RunAsync(caseId, id, hash, http.User.ToScope(), http.User.ToActor(), cancel) is { } picture ? picture.Show(http) : Unknown.ToProblem())
        .WithName("console-picture").ExcludeFromDescription().RequireAuthorization(Access.Hear);

    private async Task<FileContent?> RunAsync(Guid caseId, Guid id, string hash, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var about = await db.Tasks.Where(t => t.CaseId == caseId && t.TaskId == id).Select(t => new { t.Institution, t.Region })
            .Concat(db.Complaints.Where(c => c.CaseId == caseId && c.ComplaintId == id).Select(c => new { c.Institution, c.Region })).FirstOrDefaultAsync(cancel);
        return about is not null && scope.Covers(about.Institution, about.Region) ? await evaluations.PictureAsync(caseId, id, hash, by, Purpose.Verification, cancel) : null;
    }
}
