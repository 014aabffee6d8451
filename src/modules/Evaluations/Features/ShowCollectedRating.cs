using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>查询随办件评价 — what became of ratings that came with cases: for the sender, and for the answer to the next report.</summary>
internal sealed class ShowCollectedRating(AppDb db, IKeys keys) : ISlice, IRatingStandings
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "rating-not-found", "本件没有已进入登记的随报评价：请核对来源系统、办件编号和服务次数，并确认已办结。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/evaluations", async (string? source, string? caseNumber, int? serviceNumber, HttpContext http, ShowCollectedRating slice, CancellationToken cancel) =>
            (await slice.RunAsync(source, caseNumber, serviceNumber ?? 1, http.User.ToScope(), cancel)).ToAnswer())
        .WithName("show-collected-rating").WithSummary("查询随办件汇聚的评价登记结果").Produces<RatingStanding>().ProducesProblem(404)
        .RequireAuthorization(Access.Scope("cases:write"));

    public async Task<Result<RatingStanding>> RunAsync(string? source, string? caseNumber, int serviceNumber, StaffScope scope, CancellationToken cancel)
    {
        var caseId = CaseKeys.Case(source ?? "", caseNumber ?? "");
        var row = await db.Collected.AsNoTracking().FirstOrDefaultAsync(c => c.CaseId == caseId && c.ServiceNumber == serviceNumber, cancel);
        return row is not null && scope.Covers(row.Place.Institution, row.Place.Region) ? Standing(row) : Unknown;
    }

    public async Task<IReadOnlyDictionary<(Guid CaseId, int ServiceNumber), RatingStanding>> FindAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel) =>
        (await db.Collected.AsNoTracking().Where(c => cases.Contains(c.CaseId)).ToListAsync(cancel)).ToDictionary(c => (c.CaseId, c.ServiceNumber), Standing);

    private RatingStanding Standing(CollectedRow row) => row.State switch
    {
        RatingState.Recorded => new(row.State, "recorded", "评价已登记。", ReceiptCode.Of(row.LeadCase, row.TaskId, keys)),
        RatingState.AlreadyAnswered => new(row.State, row.Code!, row.Message!, ReceiptCode.Of(row.LeadCase, row.TaskId, keys)),
        RatingState.Refused => new(row.State, row.Code!, row.Message + "可更正 rating 后重发本件。"),
        RatingState.Waiting when row.LeadCase != row.CaseId => new(row.State, "visit-awaited", "评价已收到，登记到访后即登记评价：请汇聚本件所属的到访。"),
        RatingState.Waiting or RatingState.Missing => new(row.State, "rating-taken", "评价已收到，正在登记。"),
    };
}
