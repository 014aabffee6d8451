using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Publication.Storage;
using Haochaping.Statistics.Contracts;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Publication.Features;

/// <summary>拟稿 — what would be published for a period now. Saves nothing.</summary>
internal sealed class DraftIssue(AppDb db, IFigures figures, IRulePacks packs, ILedger ledger, PlaceOptions place, IConfiguration settings, TimeProvider clock)
{
    /// <summary>The issue as it would stand, or why the period cannot be published.</summary>
    public async Task<Result<Snapshot>> RunAsync(Period period, CancellationToken cancel)
    {
        var now = clock.Now();
        var issued = await db.Issues.AsNoTracking().Select(i => new { i.Number, i.From, i.To }).OrderBy(i => i.Number).ToListAsync(cancel);
        if (Impossible(period, now, issued.Select(i => (i.Number, new Period(i.From, i.To)))) is { } refusal)
        {
            return refusal;
        }

        var same = issued.LastOrDefault(i => i.From == period.From && i.To == period.To)?.Number;
        var earlier = same is null ? null : Snapshot.Read((await db.Issues.AsNoTracking().SingleAsync(i => i.Number == same, cancel)).Body);
        var table = await figures.CountAsync(new(period.From, period.To, Grouping.Institution, StaffScope.Everything, Region), cancel);
        var head = await ledger.HeadAsync(cancel);
        return table switch
        {
            { Total.Invited: 0 } => new Refusal(RefusalKind.Unprocessable, "nothing-counted", "该期间没有应评的服务，无可公布。请核对期间，或先确认办件数据已经上报。"),
            _ when head.Size < table.AsOf.Position => new Refusal(RefusalKind.Busy, "not-sealed-yet", "统计所依据的记录正在存证，请稍后再试。"),
            _ => Draft((issued.LastOrDefault()?.Number ?? 0) + 1, period, now, table, head, earlier),
        };
    }

    private string? Region => settings["Publication:Region"] is { Length: > 0 } prefix ? prefix : null;

    private static Refusal? Impossible(Period period, DateTimeOffset now, IEnumerable<(int Number, Period Period)> issued) => period switch
    {
        _ when period.To < period.From => new(RefusalKind.BadRequest, "period-backwards", "期间的止日早于起日，请改正。"),
        _ when period.To >= now.BusinessDate() => new(RefusalKind.Unprocessable, "period-not-over", "期间尚未结束，结束后的次日起可以发布。"),
        _ => issued.Where(i => period.Crosses(i.Period))
            .Select(i => new Refusal(RefusalKind.Conflict, "period-crosses", $"期间与第 {i.Number} 期（{i.Period.From:yyyy-MM-dd} 至 {i.Period.To:yyyy-MM-dd}）部分重叠：两期相减会暴露个别评价。请改用相同或不重叠的期间。"))
            .FirstOrDefault(),
    };

    private Snapshot Draft(int number, Period period, DateTimeOffset now, FigureTable table, TreeHead head, Snapshot? earlier)
    {
        var pack = packs.For(Region ?? "", period.To);
        var shown = UnitTable.Of(place.Name, table, pack.Form, earlier);
        var ranked = pack.Ranking is { Enabled: true, IsPublic: true };
        return new(
            Snapshot.Format1, number, earlier?.Number, place.Name, new(period.From, period.To), table.Total.Open <= 0, now,
            new(table.AsOf.Position, head.Size, head.Root, head.Note), pack.Ref.ToString(), SmallCells.Threshold, ranked,
            shown.Total, shown.Levels, pack.Publication.IncludeRectification ? OrderFigures.Of(table.Total, pack.RevisitRate.Definition, shown.Total.Negative, earlier) : null, ranked ? Ranking.Rank(shown.Units) : Ranking.ByCode(shown.Units), Definitions.Of(pack));
    }
}
