using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Haochaping.WorkOrders.Features;

/// <summary>下载导出 — for whoever asked for it and still sees those rows, as long as it is kept; each time is written down.</summary>
internal sealed partial class FetchExport(AppDb db, TimeProvider clock, ILogger<FetchExport> log) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "export-unknown", "没有找到这个导出：它可能已过期或已取消，也可能不是您的。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/orders/exports/{id:guid}/file", async (Guid id, HttpContext http, FetchExport slice, CancellationToken cancel) =>
        {
            if (!(await slice.RunAsync(id, http.User.ToActor(), http.User.ToScope(), cancel)).Is(out var file, out var no))
            {
                return no.ToProblem();
            }

            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(file.Content, file.Type, file.Name);
        })
        .WithName("fetch-export").ExcludeFromDescription()
        .RequireAuthorization(Access.Read);

    public async Task<Result<ExportFile>> RunAsync(Guid id, Actor owner, StaffScope scope, CancellationToken cancel)
    {
        var (now, whose) = (clock.Now(), owner.ToString());
        if (await db.Exports.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.Owner == whose && e.State == ExportState.Ready && e.ExpiresAt > now, cancel) is not { } export
            || !(scope.IsEverything || (export.Institutions.All(scope.Institutions.Contains) && export.Regions.All(scope.Regions.Contains))))
        {
            return Unknown;
        }

        var parts = await db.ExportParts.AsNoTracking().Where(p => p.ExportId == id).OrderBy(p => p.Part).ToListAsync(cancel);
        var rows = parts.SelectMany(p => p.Rows).Select(r => r.Select(cell => (object?)cell));
        await db.Exports.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Fetches, e => e.Fetches + 1).SetProperty(e => e.FetchedAt, now), cancel);
        LogFetched(id, export.Done);
        var name = $"orders-{export.AskedAt.BusinessDate():yyyyMMdd}";
        return export.Format == ExportFormat.Xlsx
            ? new ExportFile(new XlsxText(RunExports.Heads, rows).ToBytes(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx")
            : new ExportFile(new CsvText(RunExports.Heads, rows).ToBytes(mark: export.Format == ExportFormat.Csv), "text/csv; charset=utf-8", name + ".csv");
    }

    [LoggerMessage(LogLevel.Information, "Export {Export} was fetched: {Rows} rows.")]
    private partial void LogFetched(Guid export, int rows);
}

/// <summary>下载的文件.</summary>
internal sealed record ExportFile(byte[] Content, string Type, string Name);
