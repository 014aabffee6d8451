using Haochaping.Identity.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Files;

/// <summary>清理 — files whose entry was never written, because the house went down between the two, and limits that are over.</summary>
internal sealed class SweepFiles(AppDb db, TimeProvider clock) : IJob
{
    /// <summary>Longer than any request lives: until then a file may wait for its entry.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var due = now - Grace;
        return await db.Files.Where(f => f.StoredAt < due).WithoutEntry(db.Journal).ExecuteDeleteAsync(cancel)
            + await db.Limits.Where(l => l.Until <= now).ExecuteDeleteAsync(cancel);
    }
}
