using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 生成导出 — oldest first, a part at a time; part and progress are saved together, so whatever stops it, it goes on behind the last part.
/// Afterwards forgets the rows of what has expired.
/// </summary>
internal sealed partial class RunExports(AppDb db, IInstitutionList institutions, IRulePacks packs, Words words, TimeProvider clock, ILogger<RunExports> log) : IJob
{
    /// <summary>Rows of one part.</summary>
    public const int Batch = 500;

    /// <summary>What the columns are called; the page shows the same and no more.</summary>
    public static readonly IReadOnlyList<string> Heads = ["工单编号", "办件编号", "评价", "事项", "承办单位", "窗口", "评价渠道", "最近期限", "状态", "已延期", "轮次", "有超期"];

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (await db.Exports.Where(e => e.State == ExportState.Running).OrderBy(e => e.AskedAt).FirstOrDefaultAsync(cancel) is not { } export)
        {
            return await ForgetAsync(cancel);
        }

        var rows = (await institutions.MeantByAsync(OrderFilter.Parse(export.Query), cancel)).Rows(db.Orders.AsNoTracking().SeenBy(new StaffScope(export.Institutions, export.Regions)), export.AskedAt);
        var orders = await (export.Last is { } last ? rows.Where(o => o.Id.CompareTo(last) > 0) : rows).OrderBy(o => o.Id).Take(Batch).ToListAsync(cancel);
        db.Add(new ExportPart { ExportId = export.Id, Part = export.Parts++, Rows = [.. orders.Select(OrderLine.Of).Select(Cells)] });
        export.Done += orders.Count;
        export.Last = orders.Count == 0 ? export.Last : orders[^1].Id;
        export.State = orders.Count < Batch ? ExportState.Ready : ExportState.Running;
        try
        {
            await db.SaveChangesAsync(cancel);
            if (export.State == ExportState.Ready)
            {
                LogReady(export.Id, export.Done);
            }

            return 1;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // cancelled meanwhile
            return 0;
        }
    }

    private async Task<int> ForgetAsync(CancellationToken cancel)
    {
        var before = clock.Now() - AskForExport.Kept;
        var old = db.Exports.Where(e => (e.State == ExportState.Ready || e.State == ExportState.Cancelled) && e.AskedAt <= before);
        var gone = await old.Select(e => e.Id).Take(Batch).ToListAsync(cancel);
        if (gone.Count > 0)
        {
            await db.ExportParts.Where(p => gone.Contains(p.ExportId)).ExecuteDeleteAsync(cancel);
            await db.Exports.Where(e => gone.Contains(e.Id)).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Expired), cancel);
        }

        return gone.Count;
    }

    private IReadOnlyList<string> Cells(OrderLine line) =>
    [
        line.Number, line.CaseNumber, line.Level is { } level ? level.Word() : "投诉", line.Item, line.Unit, line.Window ?? "", ChannelNames.Of(packs.Get(PackRef.Parse(line.Pack)), line.Channel, words),
        line.Due is { } due ? words.Deadline(due, withYear: true) : "", Named.Word(line.State), line.IsExtended ? "是" : "", $"{line.Round}", line.IsOverdue ? "是" : "",
    ];

    [LoggerMessage(LogLevel.Information, "Export {Export} is ready: {Rows} rows.")]
    private partial void LogReady(Guid export, int rows);
}
