using System.Text;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>下载错误行 — only the rejected rows, as a file to correct and bring back.</summary>
internal sealed class DownloadRejectedRows(AppDb db, PlanImport plans) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/imports/{id:guid}/rejected.csv", async (Guid id, DownloadRejectedRows slice, CancellationToken cancel) =>
            (await slice.RunAsync(id, cancel)).Is(out var planned, out var no)
                ? TypedResults.Stream(body => WriteAsync(body, Lines(planned), cancel), "text/csv; charset=utf-8", "错误行.csv")
                : no.ToProblem())
        .WithName("download-rejected-rows").RequireAuthorization(Access.Administer);

    public async Task<Result<Planned>> RunAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { Choice: { } choice } import)
        {
            return ImportRefusals.NotFound;
        }

        return await plans.RunAsync(import, choice, cancel);
    }

    /// <summary>The file, line by line.</summary>
    internal static IEnumerable<string> Lines(Planned planned)
    {
        var width = planned.Sheet.Headings.Count;
        yield return BadRows.Heading(planned.Sheet.Headings);
        foreach (var row in planned.Plan.Walk().Where(r => r.Outcome == Outcome.Reject))
        {
            var cells = Enumerable.Range(0, width).Select(i => i < row.Draft.Row.Cells.Count ? row.Draft.Row.Cells[i] : "").ToList();
            yield return BadRows.Line(cells, row.Draft.Faults.Select(f => f.Column.Length > 0 ? $"{f.Column}：{f.Reason}" : f.Reason));
        }
    }

    /// <summary>Writes the lines as UTF-8.</summary>
    internal static async Task WriteAsync(Stream body, IEnumerable<string> lines, CancellationToken cancel)
    {
        foreach (var line in lines)
        {
            await body.WriteAsync(Encoding.UTF8.GetBytes(line), cancel);
        }
    }
}
