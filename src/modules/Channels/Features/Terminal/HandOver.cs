using Haochaping.Cases.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Terminal;

/// <summary>
/// 终端转接 — at the normal end of its own flow a self-service terminal asks where to send its screen: the rating page of exactly that
/// case, with the terminal's number on it (深圳 第十四条).
/// </summary>
internal sealed class HandOver(AppDb db, IRatingDesk desk, TimeProvider clock) : ISlice
{
    private const int Longest = 40;
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "task-not-found", "没有可评价的服务：请先汇聚办件并确认已办结，随后重试。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/terminals/hand-over", async (HttpContext http, HandOver slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(request, http.User.ToScope(), http.User.ToActor(), http.RequestAborted)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("hand-over").WithSummary("终端转接：业务在自助终端正常结束后，取得本机应打开的评价页；未打开任务时稍后重试")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400).ProducesProblem(404)
        .RequireAuthorization(Access.Scope("cases:write"));

    public async Task<Result<Answer>> RunAsync(Request request, StaffScope scope, Actor by, CancellationToken cancel)
    {
        // parse
        var (source, number, terminal) = (Parsing.Clean(request.Source), Parsing.Clean(request.CaseNumber), Parsing.Clean(request.Terminal));
        if (source is null || number is null || terminal is not { Length: <= Longest } || terminal.Any(char.IsControl))
        {
            return new Refusal(RefusalKind.BadRequest, "required", $"source、caseNumber 和 terminal（终端机编号，最多 {Longest} 字）不能为空。");
        }

        // load
        var tasks = await desk.FindAsync(new RatableQuery { Cases = [CaseKeys.Case(source, number)] }, cancel);
        if (tasks.OrderByDescending(t => t.State == "open").FirstOrDefault() is not { } task || !scope.Covers(task.Place.Institution, task.Place.Region))
        {
            return NotFound; // foreign and missing look alike
        }

        // save: the same terminal again is the same hand-over
        var before = await db.HandOvers.FirstOrDefaultAsync(h => h.CaseId == task.CaseId && h.TaskId == task.TaskId, cancel);
        if (before?.Terminal != terminal)
        {
            var now = clock.Now();
            var next = new HandOverRow { CaseId = task.CaseId, TaskId = task.TaskId, Terminal = terminal, At = now };
            if (before is null)
            {
                db.Add(next);
            }
            else
            {
                db.Entry(before).CurrentValues.SetValues(next);
            }

            db.Leave(new TaskHandedToTerminal(task.CaseId, task.TaskId, terminal), Ids.New(clock), by, now);
            await db.SaveChangesAsync(cancel);
        }

        return new Answer(desk.PathOf(task.CaseId, task.TaskId, ChannelKind.Kiosk), task.ClosesAt, task.State);
    }

    /// <summary>Which case, and which terminal it ended on.</summary>
    internal sealed record Request(string? Source, string? CaseNumber, string? Terminal);

    /// <summary>The page below the public address, the window's end, and the state.</summary>
    internal sealed record Answer(string Path, DateTimeOffset ClosesAt, string State);
}
