using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Exchange.Features;

/// <summary>核验函件 — every letter that a fact tells of is there and says what the facts say: to whom, what, delivered or refused, with which receipt; and none is put off.</summary>
internal sealed class VerifyLetters(FactTypes types, TimeProvider clock) : IVerifyRows
{
    private const string Letters = "exchange_letters";

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(LetterStory.Wanted, cancel))
        {
            var query = page.Of(db.Letters, l => l.CaseId)
                .Select(l => new { l.CaseId, l.Id, l.OrderId, l.Direction, l.Partner, l.Number, l.Sequence, l.Act, l.At, l.State, l.Commitment, l.Salt, l.Body, l.Receipt, l.Error, l.Ours, l.SettledAt, l.Since, l.DueAt });
            await page.MatchAsync(Letters, query, 2, page.Say(LetterStory.Of), (row, cells, story) => Compare(row, cells, story, clock.Now()), cancel);
        }
    }

    private static void Compare(RowCheck row, IReadOnlyList<RawCell> c, LetterStory story, DateTimeOffset now)
    {
        row.Says("order_id", c[2], story.About.OrderId);
        row.Says("direction", c[3], story.Direction);
        row.Says("partner", c[4], story.About.Partner);
        row.Says("number", c[5], story.About.Number);
        row.Says("sequence", c[6], story.About.Sequence);
        row.Says("ours", c[15], story.About.Ours);
        row.Says("settled_at", c[16], story.SettledAt);
        row.Says("since", c[17], story.Since);
        row.Says("act", c[7], story.About.Act);
        row.Says("at", c[8], story.At);
        row.Says("commitment", c[10], story.About.Body);
        if (!story.States.Any(s => s.ToString() == c[9].Text))
        {
            row.Altered("state");
        }

        // the next attempt is never further away than the longest wait
        if (c[9].Text == nameof(LetterState.Waiting) && !(c[18].Instant <= now + Delivery.LongestWait))
        {
            row.Altered("due_at");
        }

        // the text stays until the other side has it
        var isDelivered = story.States is [LetterState.Delivered];
        if (story.Direction == Direction.In || isDelivered ? !c[12].IsNull : c[12].Text is not { } body || c[11].Bytes is not { Length: >= 32 } salt || Commitment.Of(body, salt) != story.About.Body)
        {
            row.Altered("body");
        }

        row.Says("receipt", c[13], story.Direction == Direction.In ? story.About.LetterId.ToString("N")[..16] : story.Receipt);
        if (story.Direction == Direction.In)
        {
            row.Says("error", c[14], story.Code);
        }
    }
}
