using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
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
internal sealed class IssueLink(AppDb db, Links links, IKeys keys) : ISlice
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "task-not-found", "没有可评价的服务：请先汇聚办件并确认已办结。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/tasks", async (string? source, string? caseNumber, int? serviceNumber, string? channel, string? stage, HttpContext http, IssueLink slice, CancellationToken cancel) =>
            (await slice.RunAsync(source, caseNumber, serviceNumber ?? 1, channel, stage, http.User.ToScope(), cancel)).ToAnswer())
        .WithName("issue-link").WithSummary("签发评价链接：按办件编号和渠道，例如 channel=receipt_dynamic_qr；环节评价加 stage=received、accepted、decided 或 certificateSigned")
        .Produces<Answer>().ProducesProblem(404)
        .RequireAuthorization(Access.Scope("cases:write"));

    public async Task<Result<Answer>> RunAsync(string? source, string? caseNumber, int serviceNumber, string? channel, string? stage, StaffScope scope, CancellationToken cancel)
    {
        if (ChannelCodes.Parse(channel) is not { } kind)
        {
            return new Refusal(RefusalKind.BadRequest, "unknown-choice", $"channel 不认识“{channel}”，可填：{ChannelCodes.Known}。");
        }

        if (string.IsNullOrWhiteSpace(source) || string.IsNullOrWhiteSpace(caseNumber))
        {
            return new Refusal(RefusalKind.BadRequest, "required", "source 和 caseNumber 不能为空。");
        }

        if (!StageKinds.Parse(stage).Is(out var asked, out var refusal))
        {
            return refusal;
        }

        var caseId = CaseKeys.Case(source, caseNumber);
        var own = TaskKeys.Service(caseId, serviceNumber);
        var tasks = await links.CoveringAsync(caseId, cancel);
        var task = asked.Event is { } ended
            ? tasks.Find(t => t.TaskId == TaskKeys.Stage(t.CaseId, caseId, serviceNumber, ended))
            : tasks.Find(t => t.TaskId == own) ?? tasks.Find(t => t.Kind.IsWhole && t.CaseId != caseId) ?? await LeadAsync(source, caseNumber, cancel);
        var receipt = tasks.Find(t => t.Kind == SubjectKind.ReceiptStage);
        return (task ?? receipt) is not { } found || !scope.Covers(found.Place.Institution, found.Place.Region) ? NotFound // foreign and missing look alike
            : task is not null ? new Answer(new TaskToken(task.CaseId, task.TaskId, kind).Sign(keys), task.ClosesAt, task.State.ToString().ToLowerInvariant())
            : kind == ChannelKind.ReceiptDynamicQr && asked.Event is null ? new Answer(new TaskToken(caseId, own, kind).Sign(keys), null, "awaited") // C10
            : NotFound;
    }

    // A visit, batch or theme by its own number.
    private Task<TaskRow?> LeadAsync(string source, string number, CancellationToken cancel)
    {
        Guid[] leads = [CaseKeys.Visit(source, number), CaseKeys.Group(GroupKind.Batch, source, number), CaseKeys.Group(GroupKind.Theme, source, number)];
        Guid[] wholes = [TaskKeys.Visit(leads[0]), TaskKeys.Batch(leads[1]), TaskKeys.Theme(leads[2])];
        return db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => leads.Contains(t.CaseId) && wholes.Contains(t.TaskId), cancel);
    }

    /// <summary>
    /// The token, the page below the public address, the window's end, and the state (open, answered, defaulted, unrated, withdrawn; awaited:
    /// the code on a receipt, whose window starts with completion).
    /// </summary>
    internal sealed record Answer(string Token, DateTimeOffset? ClosesAt, string State)
    {
        public string Path => "/e/" + Token;
    }
}
