using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>评价表列表 — every serial and what became of it; those not back yet first.</summary>
internal sealed class ListForms(AppDb db)
{
    public const int PageSize = 20;

    public async Task<FormsOnPage> RunAsync(PaperState? state, string? serial, int page, StaffScope scope, CancellationToken cancel)
    {
        var rows = db.PaperForms.AsNoTracking().SeenBy(scope);
        var counts = await rows.GroupBy(f => f.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var written = Serial.Read(serial);
        rows = state is { } one ? rows.Where(f => f.State == one) : rows;
        rows = serial is null ? rows : rows.Where(f => f.Serial == written);
        var found = await rows.OrderBy(f => f.State == PaperState.Issued ? 0 : 1).ThenBy(f => f.Serial).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var numbers = found.Select(f => f.Batch).Distinct().ToList();
        var batches = await db.PaperBatches.AsNoTracking().Where(b => numbers.Contains(b.Number)).ToDictionaryAsync(b => b.Number, cancel);
        return new(found, batches, counts, await rows.CountAsync(cancel));
    }

    /// <summary>A batch with its forms, to print; null where it is not theirs to see.</summary>
    public async Task<(PaperBatchRow Batch, IReadOnlyList<string> Serials)?> BatchAsync(int number, StaffScope scope, CancellationToken cancel)
    {
        var serials = await db.PaperForms.AsNoTracking().SeenBy(scope).Where(f => f.Batch == number && f.State == PaperState.Issued).OrderBy(f => f.Serial).Select(f => f.Serial).ToListAsync(cancel);
        var batch = await db.PaperBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Number == number, cancel);
        return batch is null || serials.Count == 0 ? null : (batch, serials);
    }
}

/// <summary>One page of forms.</summary>
internal sealed record FormsOnPage(
    IReadOnlyList<PaperFormRow> Items, IReadOnlyDictionary<int, PaperBatchRow> Batches, IReadOnlyDictionary<PaperState, int> Counts, int Total);
