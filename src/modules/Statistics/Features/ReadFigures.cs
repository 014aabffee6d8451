using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Statistics.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Statistics.Features;

/// <summary>统计接口 — the figures as JSON for programs and as a table for spreadsheets, by the same conditions as the page.</summary>
internal sealed class ReadFigures(IFigures figures, RowNames names, TimeProvider clock) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/figures", (HttpContext context, ReadFigures slice) => slice.JsonAsync(context))
            .WithName("read-figures").WithSummary("统计数字：from、to、region、institution、item、handling、by").RequireAuthorization(Access.Figures);
        routes.MapGet("/console/figures.csv", (HttpContext context, ReadFigures slice) => slice.CsvAsync(context))
            .WithName("export-figures").ExcludeFromDescription().RequireAuthorization(Access.Figures);
    }

    /// <summary>The table an address asks for, within what the reader may see.</summary>
    public async Task<Result<(FiguresQuery Query, FigureTable Table)>> RunAsync(HttpContext context)
    {
        var cancel = context.RequestAborted;
        return FigureFilter.Parse(context.Request.Query, context.User.ToScope(), clock.Now()).Is(out var query, out var refusal)
            ? (query, await names.FillAsync(await figures.CountAsync(query, cancel), query.By, cancel))
            : refusal;
    }

    private async Task<IResult> JsonAsync(HttpContext context) => (await RunAsync(context)).Then<FiguresAnswer>(f => FiguresAnswer.Of(f.Query, f.Table)).ToAnswer();

    private async Task<IResult> CsvAsync(HttpContext context)
    {
        if (!(await RunAsync(context)).Is(out var found, out var refusal))
        {
            return refusal.ToProblem();
        }

        var bytes = FigureCsv.Of(found.Table).ToBytes(mark: context.Request.Query["bom"] != "0");
        return TypedResults.Bytes(bytes, "text/csv; charset=utf-8", $"figures-{found.Query.From:yyyyMMdd}-{found.Query.To:yyyyMMdd}.csv");
    }
}
