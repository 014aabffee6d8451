using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>签发评价链接 — the rating link of a case for one channel: a business system prints it as QR or opens it on its own device.</summary>
internal sealed class IssueLink(AppDb db, IKeys keys) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/tasks", async (string? source, string? caseNumber, int? serviceNumber, string? channel, HttpContext http, IssueLink slice, CancellationToken cancel) =>
            (await slice.RunAsync(source, caseNumber, serviceNumber ?? 1, channel, http.User.ToScope(), cancel)).ToAnswer())
        .WithName("issue-link").WithSummary("签发评价链接：按办件编号和渠道，例如 channel=receipt_dynamic_qr")
        .Produces<Answer>().ProducesProblem(404)
        .RequireAuthorization(Access.Scope("cases:write"));

    public async Task<Result<Answer>> RunAsync(string? source, string? caseNumber, int serviceNumber, string? channel, StaffScope scope, CancellationToken cancel)
    {
        if (ChannelCodes.Parse(channel) is not { } kind)
        {
            return new Refusal(RefusalKind.BadRequest, "unknown-choice", $"channel 不认识“{channel}”，可填：{ChannelCodes.Known}。");
        }

        if (string.IsNullOrWhiteSpace(source) || string.IsNullOrWhiteSpace(caseNumber))
        {
            return new Refusal(RefusalKind.BadRequest, "required", "source 和 caseNumber 不能为空。");
        }

        var (caseId, visitId) = (CaseKeys.Case(source, caseNumber), CaseKeys.Visit(source, caseNumber));
        var own = TaskKeys.Service(caseId, serviceNumber);
        var tasks = await db.TaskLinks.AsNoTracking().Where(l => l.CoveredCase == caseId)
            .Join(db.Tasks.AsNoTracking(), l => new { l.CaseId, l.TaskId }, t => new { t.CaseId, t.TaskId }, (_, t) => t).ToListAsync(cancel);
        var task = tasks.FirstOrDefault(t => t.TaskId == own) ?? tasks.FirstOrDefault(t => t.CaseId != caseId)
            ?? await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.CaseId == visitId, cancel);
        return task is null || !scope.Covers(task.Place.Institution, task.Place.Region) // foreign and missing look alike
            ? new Refusal(RefusalKind.NotFound, "task-not-found", "没有可评价的服务：请先汇聚办件并确认已办结。")
            : new Answer(new TaskToken(task.CaseId, task.TaskId, kind).Sign(keys), task.ClosesAt, task.State.ToString().ToLowerInvariant());
    }

    /// <summary>The token, the page below the public address, the window's end, and the state (open, answered, defaulted, unrated).</summary>
    internal sealed record Answer(string Token, DateTimeOffset ClosesAt, string State)
    {
        public string Path => "/e/" + Token;
    }
}
