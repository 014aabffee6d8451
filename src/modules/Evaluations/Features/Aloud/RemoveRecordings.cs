using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Aloud;

/// <summary>删除朗读录音 — one phrase, or a dialect with all of its. Removed twice is removed once.</summary>
internal sealed class RemoveRecordings(AppDb db, TimeProvider clock)
{
    /// <param name="dialect">Which dialect.</param>
    /// <param name="phrase">Which phrase; null for the dialect itself.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(Guid dialect, string? phrase, Actor by, CancellationToken cancel)
    {
        // load
        if (await db.Dialects.FirstOrDefaultAsync(d => d.Id == dialect, cancel) is not { } spoken)
        {
            return;
        }

        var rows = await db.Recordings.Where(r => r.Dialect == dialect && (phrase == null || r.Phrase == phrase)).ToListAsync(cancel);

        // save
        var now = clock.Now();
        foreach (var row in rows)
        {
            db.Remove(row);
            db.Leave(new RecordingChanged(dialect, spoken.Name, row.Phrase, Sha256: null), Ids.New(clock), by, now);
        }

        if (phrase is null)
        {
            db.Remove(spoken);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // somebody else was faster; the page shows what is there now
        }
    }
}
