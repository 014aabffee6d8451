using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>立即重送 — a person has a letter tried at once: the same letter, which the other side knows if it has it already.</summary>
internal sealed class ResendLetter(AppDb db, TimeProvider clock)
{
    internal static readonly Refusal NotWaiting = new(RefusalKind.Conflict, "letter-not-waiting", "只有待发送、被拒或发送失败的函件可以重送：请刷新后查看。");

    public async Task<Result<Done>> RunAsync(Guid caseId, Guid id, Actor by, CancellationToken cancel)
    {
        if (await db.Letters.FirstOrDefaultAsync(l => l.CaseId == caseId && l.Id == id && l.Direction == Direction.Out && l.State != LetterState.Delivered, cancel) is not { } letter)
        {
            return NotWaiting;
        }

        var now = clock.Now();
        (letter.State, letter.DueAt, letter.Since) = (LetterState.Waiting, now, now);
        letter.Attempts++;
        db.Leave(new LetterResent(caseId, letter.Facts, now), Ids.Derive("letter-resent", caseId.ToString(), id.ToString(), $"{letter.Attempts}"), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // what was not saved must not be shown
            return NotWaiting; // it is just being sent, or somebody else was faster
        }
    }
}
