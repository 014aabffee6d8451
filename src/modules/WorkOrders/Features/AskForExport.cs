using System.Security.Claims;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>申请导出 — the orders of a filter, as far as somebody sees them, become a file in the background.</summary>
internal sealed class AskForExport(AppDb db, IInstitutionList institutions, TimeProvider clock)
{
    /// <summary>How long a file can be fetched.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int MostRows = 100_000;
    private const int MostAtOnce = 3;

    public async Task<Result<Guid>> RunAsync(OrderFilter filter, ExportFormat format, ClaimsPrincipal who, CancellationToken cancel)
    {
        if (filter.Complaint() is { } refusal)
        {
            return refusal;
        }

        var (now, scope, owner) = (clock.Now(), who.ToScope(), who.ToActor().ToString());
        if (await db.Exports.CountAsync(e => e.Owner == owner && e.State == ExportState.Running, cancel) >= MostAtOnce)
        {
            return new Refusal(RefusalKind.Conflict, "exports-running", $"您有 {MostAtOnce} 个导出正在生成：请等待完成或取消。");
        }

        var total = await (await institutions.MeantByAsync(filter, cancel)).Rows(db.Orders.SeenBy(scope), now).Take(MostRows + 1).CountAsync(cancel);
        if (total > MostRows)
        {
            return new Refusal(RefusalKind.Unprocessable, "export-too-large", $"一次最多导出 {MostRows} 件：请缩小筛选范围，分次导出。");
        }

        var export = new ExportRow
        {
            Id = Ids.New(clock), Owner = owner, Institutions = scope.Institutions, Regions = scope.Regions, Query = filter.ToQuery(), Format = format,
            AskedAt = now, ExpiresAt = now + Kept, Total = total,
        };
        db.Add(export);
        await db.SaveChangesAsync(cancel);
        return export.Id;
    }
}
