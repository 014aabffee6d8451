using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>邀请状态 — whether the person has rated, and never what.</summary>
internal sealed class ShowPrompt(AppDb db, IRatingDesk desk) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "prompt-unknown", "没有这次邀请。");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/devices/prompts/{prompt:guid}", async (Guid prompt, HttpContext http, ShowPrompt slice, CancellationToken cancel) =>
                (await slice.RunAsync(prompt, http.User.ToScope(), cancel)).ToAnswer())
            .WithName("show-prompt").WithSummary("邀请状态：已评价或未评价，不含评价内容").Produces<Answer>().ProducesProblem(404)
            .RequireAuthorization(Access.Scope("cases:write"));
        routes.MapGet("/console/window/prompts/{prompt:guid}", async (Guid prompt, HttpContext http, ShowPrompt slice, CancellationToken cancel) =>
                (await slice.RunAsync(prompt, http.User.ToScope(), cancel)).ToAnswer())
            .RequireAuthorization(Access.Serve);
    }

    public async Task<Result<Answer>> RunAsync(Guid id, StaffScope scope, CancellationToken cancel) =>
        await db.Prompts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) is { } prompt && scope.Covers(prompt.Institution, prompt.Region, prompt.Hall, prompt.Staff)
            ? new Answer(prompt.Id, (await RatedAsync([prompt], cancel)).Contains(prompt.Id), prompt.ShownAt is not null, prompt.EndedAt is not null)
            : Unknown;

    /// <summary>Of these prompts, those whose service has been rated, over whatever channel.</summary>
    public async Task<HashSet<Guid>> RatedAsync(IReadOnlyList<PromptRow> prompts, CancellationToken cancel)
    {
        var tasks = prompts.Count == 0 ? [] : await desk.FindAsync(new() { Cases = [.. prompts.Select(p => p.CaseId).Distinct()], Most = 1000 }, cancel);
        var rated = tasks.Where(t => t.State == "answered").Select(t => t.TaskId).ToHashSet();
        return [.. prompts.Where(p => rated.Contains(p.TaskId)).Select(p => p.Id)];
    }

    internal sealed record Answer(Guid Prompt, bool Rated, bool Shown, bool Ended);
}
