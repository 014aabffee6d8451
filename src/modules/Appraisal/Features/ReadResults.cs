using System.Globalization;
using Haochaping.Appraisal.Contracts;
using Haochaping.Appraisal.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appraisal.Features;

/// <summary>考评结果 — the units of the reader's scope in one month, for people, programs and spreadsheets, by the same conditions.</summary>
internal sealed class ReadResults(AppDb db, TimeProvider clock) : ISlice
{
    private const int MostMonths = 36;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/appraisals", (HttpContext context, ReadResults slice) => slice.JsonAsync(context))
            .WithName("read-appraisals").WithSummary("考评结果：month（2020-11，默认最近一期），only（candidates 表彰候选，low 排名靠后）").RequireAuthorization(Access.Figures);
        routes.MapGet("/console/appraisals.csv", (HttpContext context, ReadResults slice) => slice.CsvAsync(context))
            .WithName("export-appraisals").ExcludeFromDescription().RequireAuthorization(Access.Figures);
    }

    /// <summary>The month an address asks for, within what the reader may see.</summary>
    public async Task<Result<MonthResults>> RunAsync(HttpContext context)
    {
        // parse
        var cancel = context.RequestAborted;
        DateOnly? month = null;
        if (context.Request.Query["month"].FirstOrDefault() is { Length: > 0 } text)
        {
            if (!DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return new Refusal(RefusalKind.BadRequest, "month-wrong", "月份请写成 2020-11 的样子。", null, [new("month", "month-wrong", "月份请写成 2020-11 的样子。")]);
            }

            month = day;
        }

        var only = context.Request.Query["only"].FirstOrDefault();

        // load
        var mine = db.Results.AsNoTracking().SeenBy(context.User.ToScope());
        var months = await mine.Select(r => r.Month).Distinct().OrderByDescending(m => m).Take(MostMonths).ToListAsync(cancel);
        var chosen = month ?? (months.Count > 0 ? months[0] : Previous(clock.Now().BusinessDate()));
        var rows = await mine.Where(r => r.Month == chosen).ToListAsync(cancel);

        // decide
        return new MonthResults(chosen, months, rows.Select(r => (DateTimeOffset?)r.At).Max(), only, [.. rows.Select(r => r.Result)
            .Where(r => only switch { "candidates" => r.IsCandidate, "low" => r.LowInARow > 0, _ => true })
            .OrderBy(r => r.Places?.Best ?? int.MaxValue).ThenBy(r => r.Places?.Worst).ThenByDescending(r => r.Points).ThenBy(r => r.Unit, StringComparer.Ordinal)]);
    }

    private async Task<IResult> JsonAsync(HttpContext context) => (await RunAsync(context)).Then<AppraisalAnswer>(r => AppraisalAnswer.Of(r)).ToAnswer();

    private async Task<IResult> CsvAsync(HttpContext context)
    {
        if (!(await RunAsync(context)).Is(out var results, out var refusal))
        {
            return refusal.ToProblem();
        }

        var bytes = new CsvText(
            ["月份", "代码", "名称", "主动评价数", "好评", "评价期未满", "评价得分", "结果等次", "最好名次", "最差名次", "参排单位", "连续靠后月数", "表彰候选"],
            results.Rows.Select(IEnumerable<object?> (r) =>
                [$"{r.Month:yyyy-MM}", r.Unit, r.UnitName, r.Ratings, r.Positive, r.Open, r.Points / 100m, r.Grade, r.Places?.Best, r.Places?.Worst, r.Places?.Of, r.LowInARow, r.IsCandidate ? "是" : "否"]))
            .ToBytes(mark: context.Request.Query["bom"] != "0");
        return TypedResults.Bytes(bytes, "text/csv; charset=utf-8", $"appraisal-{results.Month:yyyyMM}.csv");
    }

    private static DateOnly Previous(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(-1);
}

/// <summary>One month's results.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Months">Months there are, the latest first.</param>
/// <param name="At">When the month was closed; null where nothing is to be seen of it.</param>
/// <param name="Only">Which of them were asked for.</param>
/// <param name="Rows">In the order of their places, else of their points.</param>
internal sealed record MonthResults(DateOnly Month, IReadOnlyList<DateOnly> Months, DateTimeOffset? At, string? Only, IReadOnlyList<UnitResult> Rows);

/// <summary>考评结果 as programs read it.</summary>
/// <param name="Month">For example <c>2020-11</c>.</param>
/// <param name="Date">落款日期: the last day of the month.</param>
/// <param name="At">When it was reckoned.</param>
/// <param name="Units">The units.</param>
internal sealed record AppraisalAnswer(string Month, DateOnly Date, DateTimeOffset? At, IReadOnlyList<UnitResult> Units)
{
    public static AppraisalAnswer Of(MonthResults results) => new($"{results.Month:yyyy-MM}", results.Month.AddMonths(1).AddDays(-1), results.At, results.Rows);
}
