using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>申诉列表 — the appeals somebody may see, nearest limit first, with the share that was upheld.</summary>
internal sealed class ListAppeals(AppDb db, TimeProvider clock) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/appeals", async (string? state, string? due, string? reaudit, string? q, int? page, HttpContext http, ListAppeals list, CancellationToken cancel) =>
            (await list.RunAsync(new(state, due, reaudit, q, page ?? 1), http.User.ToScope(), cancel)).ToAnswer())
        .WithName("list-appeals").WithSummary("申诉列表：本人可见的，期限最近的在前")
        .WithTags("appeals")
        .Produces<AppealPage>()
        .RequireAuthorization(Access.Own);

    public async Task<Result<AppealPage>> RunAsync(AppealFilter filter, StaffScope scope, CancellationToken cancel)
    {
        if (filter.Complaint() is { } refusal)
        {
            return refusal;
        }

        var now = clock.Now();
        var mine = db.Appeals.AsNoTracking().SeenBy(scope);
        var rows = filter.Of(mine, now);
        var total = await rows.CountAsync(cancel);
        var page = await rows.Skip((filter.Page - 1) * AppealFilter.PageSize).Take(AppealFilter.PageSize).ToListAsync(cancel);
        var counts = await mine.GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count(), Late = g.Count(a => a.OverdueAt != null) }).ToDictionaryAsync(g => g.Key, g => (g.Count, g.Late), cancel);
        AppealState[] open = [AppealState.Filed, AppealState.Reviewing, AppealState.Proposed];
        int Sum(params AppealState[] states) => states.Sum(s => counts.GetValueOrDefault(s).Count);
        return new AppealPage(
            [.. page.Select(AppealRow.Of)], total, filter.Page, AppealFilter.PageSize, now,
            new(Sum(open), open.Sum(s => counts.GetValueOrDefault(s).Late), Sum(AppealState.Upheld), Sum(AppealState.Rejected),
                await mine.CountAsync(a => a.Drawn && a.Reaudited == null, cancel)));
    }

    /// <summary>Appeals to be decided; cheap enough for every page.</summary>
    public Task<int> OpenAsync(StaffScope scope, CancellationToken cancel) =>
        db.Appeals.SeenBy(scope).CountAsync(a => a.State == AppealState.Filed || a.State == AppealState.Reviewing || a.State == AppealState.Proposed, cancel);
}

/// <summary>One page of appeals.</summary>
internal sealed record AppealPage(IReadOnlyList<AppealRow> Items, int Total, int Page, int Size, DateTimeOffset AsOf, AppealCounts Counts);

/// <summary>申诉数 — of all that the reader may see.</summary>
internal sealed record AppealCounts(int Open, int Overdue, int Upheld, int Rejected, int ToReaudit);

/// <summary>申诉行 — what a list shows of an appeal; nothing about the rater.</summary>
internal sealed record AppealRow(
    Guid Id, string Number, string CaseNumber, Level Level, string Item, string Unit, AppellantKind By, AppealGround Ground, IReadOnlyList<string> Against, AppealState State, DateOnly DecideBy,
    DateTimeOffset FiledAt, bool IsOpen, bool IsOverdue, bool Drawn, bool? Reaudited, string Pack)
{
    public static AppealRow Of(Appeal a) => new(
        a.Id, a.Number, a.CaseNumber, a.About.Level, a.About.Task.Place.ItemName, a.About.Task.Place.InstitutionName, a.About.By, a.About.Ground, Appeal.Items(a.About.Claim), a.State, a.DecideBy,
        a.FiledAt, a.IsOpen, a.OverdueAt is not null, a.Drawn, a.Reaudited, a.About.Pack);
}
