using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>
/// 发送函件 — takes what is due, of each order the earliest first. An answer that is lost leads to the same letter again, which the other
/// side knows: nothing is lost and nothing is doubled. A partner that does not answer is left alone until the next turn, and where one let us
/// wait, the next turn is not at once.
/// </summary>
internal sealed class SendLetters(AppDb db, Partners partners, Courier courier, TimeProvider clock) : IJob
{
    private const int BatchSize = 20;

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (done, waited) = (0, false);
        foreach (var partner in partners.All.Where(p => p.Url is not null))
        {
            foreach (var letter in await DueAsync(partner, cancel))
            {
                var outcome = await courier.CarryAsync(partner, letter.Body!, cancel);
                await SaveAsync(letter, outcome, cancel);
                if (outcome.Kind == OutcomeKind.Unclear)
                {
                    waited |= outcome.Code == Courier.TimedOut;
                    break;
                }

                done += outcome.Kind == OutcomeKind.Later ? 0 : 1;
            }
        }

        return waited ? 0 : done;
    }

    private Task<List<Letter>> DueAsync(Partner partner, CancellationToken cancel)
    {
        var (now, letters) = (clock.Now(), db.Letters);
        return letters
            .Where(l => l.Partner == partner.Name && l.Direction == Direction.Out && l.State == LetterState.Waiting && l.DueAt <= now)
            .Where(l => !letters.Any(e => e.OrderId == l.OrderId && e.Partner == l.Partner && e.Number == l.Number && e.Ours == l.Ours && e.Direction == Direction.Out && e.Sequence < l.Sequence && (e.State == LetterState.Waiting || e.State == LetterState.Failed || (e.State == LetterState.Refused && e.Sequence == 0))))
            .OrderBy(l => l.DueAt).ThenBy(l => l.Id).Take(BatchSize).ToListAsync(cancel);
    }

    private async Task SaveAsync(Letter letter, Outcome outcome, CancellationToken cancel)
    {
        var now = clock.Now();
        letter.Attempts++;
        letter.SettledAt = outcome.Kind == OutcomeKind.Refused ? null : letter.SettledAt;
        (letter.State, letter.DueAt) = Delivery.After(outcome.Kind, letter.Attempts, letter.Since, now);
        letter.Error = outcome.Kind == OutcomeKind.Taken ? null : outcome.Code;
        var key = Ids.Derive("letter-sent", letter.Id.ToString(), $"{letter.Attempts}");
        if (outcome.Kind == OutcomeKind.Taken)
        {
            (letter.Receipt, letter.Body) = (outcome.Code, null);
            db.Leave(new LetterDelivered(letter.CaseId, letter.Facts, now, outcome.Code), key, Actor.House, now);
        }
        else if (outcome.Kind == OutcomeKind.Refused)
        {
            db.Leave(new LetterRefused(letter.CaseId, letter.Facts, now, outcome.Code), key, Actor.House, now);
        }

        await db.SaveChangesAsync(cancel);
    }
}
