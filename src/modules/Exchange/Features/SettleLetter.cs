using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>已核对 — a person has looked at a refused letter and set right what was to be set right; it is not listed as a difference any more.</summary>
internal sealed class SettleLetter(AppDb db, TimeProvider clock)
{
    internal static readonly Refusal NotRefused = new(RefusalKind.Conflict, "letter-not-refused", "只有被拒的函件需要核对：请刷新后查看。");

    public async Task<Result<Done>> RunAsync(Guid caseId, Guid id, Actor by, CancellationToken cancel)
    {
        if (await db.Letters.FirstOrDefaultAsync(l => l.CaseId == caseId && l.Id == id && l.State == LetterState.Refused && l.SettledAt == null, cancel) is not { } letter)
        {
            return NotRefused;
        }

        letter.SettledAt = clock.Now();
        letter.Attempts++;
        db.Leave(new LetterSettled(caseId, letter.Facts, letter.SettledAt.Value), Ids.Derive("letter-settled", caseId.ToString(), id.ToString(), $"{letter.Attempts}"), by, letter.SettledAt.Value);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException)
        {
            return NotRefused; // somebody else was faster
        }
    }
}
