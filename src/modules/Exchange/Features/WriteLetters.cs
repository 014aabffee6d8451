using System.Text.Json;
using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>
/// 写函件 — an order whose first desk a partner runs goes to that partner (深圳 第七条、第二十一条), and whatever is done here with an order
/// that was sent or received is told to the other side, in the order in which it happened; where they sent an order that was here before, what was done with it so far comes first. What a partner
/// did itself is not told back.
/// </summary>
internal sealed class WriteLetters(IOrderMail mail, IRulePacks packs, Partners partners, FactTypes types, TimeProvider clock) : IFollower
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Wants => [.. mail.Told, typeof(OrderReceived)];

    /// <inheritdoc />
    public async Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        var threads = await ThreadsAsync(db, [.. facts.Select(f => mail.OrderOf(f.Fact).OrderId).Distinct()], cancel);
        foreach (var fact in facts)
        {
            var order = mail.OrderOf(fact.Fact);
            if (fact.Fact is OrderOpened && AddresseeOf(order) is { } partner && fact.By != partner.Actor && await mail.WaitsAtFirstDeskAsync(order, fact.Fact.CaseId, cancel))
            {
                threads.Add(new(order.OrderId, partner.Name, order.Number, true));
            }

            foreach (var thread in threads.Where(t => t.Order == order.OrderId && partners.Find(t.Partner) is not { Url: null }))
            {
                var isAlone = !threads.Exists(t => t.Order == thread.Order && t.Partner == thread.Partner && t.Ours); // else they know it from there
                foreach (var told in (IEnumerable<Recorded<IFact>>)[.. thread is { Ours: false, Next: 1 } && isAlone ? await BeforeAsync(db, fact, cancel) : [], .. fact.Fact is OrderReceived ? [] : new[] { fact }])
                {
                    if (told.By != Partner.ActorOf(thread.Partner))
                    {
                        Write(db, told, thread, await mail.WordAsync(told.Fact, cancel));
                    }
                }
            }
        }
    }

    private static async Task<List<Thread>> ThreadsAsync(AppDb db, List<Guid> orders, CancellationToken cancel)
    {
        var letters = await db.Letters.AsNoTracking().Where(l => orders.Contains(l.OrderId))
            .GroupBy(l => new { l.OrderId, l.Partner, l.Number, l.Ours })
            .Select(g => new { g.Key, Next = g.Max(l => l.Direction == Direction.Out ? l.Sequence : 0) + 1 }).ToListAsync(cancel);
        return letters.ConvertAll(l => new Thread(l.Key.OrderId, l.Key.Partner, l.Key.Number, l.Key.Ours) { Next = l.Next });
    }

    /// <summary>What was done with an order before this fact; that it was opened they know by their own letter.</summary>
    private async Task<IReadOnlyList<Recorded<IFact>>> BeforeAsync(AppDb db, Recorded<IFact> fact, CancellationToken cancel)
    {
        var names = mail.Told.Where(t => t != typeof(OrderOpened)).Select(FactTypes.NameOf).ToList();
        var entries = await db.Log.Where(l => l.CaseId == fact.Fact.CaseId && l.Position < fact.Position)
            .Join(db.Journal.Where(e => names.Contains(e.Type)), l => new { l.CaseId, l.EntryId }, e => new { e.CaseId, e.EntryId }, (l, e) => new { l.Position, Entry = e })
            .OrderBy(e => e.Position).AsNoTracking().ToListAsync(cancel);
        return [.. entries.Select(e => types.Read(e.Position, e.Entry)).Where(f => mail.OrderOf(f.Fact).OrderId == mail.OrderOf(fact.Fact).OrderId)];
    }

    private Partner? AddresseeOf(OrderFacts order) =>
        partners.Find(packs.Get(PackRef.Parse(order.Pack)).WorkOrder.Route[0].Code.ToString()) is { Url: not null } partner ? partner : null;

    private void Write(AppDb db, Recorded<IFact> fact, Thread thread, OrderWord word)
    {
        var (now, salt) = (clock.Now(), Commitment.NewSalt());
        var body = JsonSerializer.Serialize(new LetterText(thread.Number, thread.Next, word) { Yours = thread.Ours ? null : true }, FactJson.Options);
        var letter = new Letter
        {
            CaseId = fact.Fact.CaseId, Id = Ids.Derive("letter-out", fact.EntryId.ToString(), thread.Partner, thread.Number, $"{thread.Ours}"), Ours = thread.Ours, OrderId = thread.Order, Direction = Direction.Out, Partner = thread.Partner, Number = thread.Number, Sequence = thread.Next,
            Act = word.Act, At = word.At, State = LetterState.Waiting, Salt = salt, Commitment = Commitment.Of(body, salt), Body = body, DueAt = now, Since = now,
        };
        thread.Next++;
        db.Add(letter);
        db.Leave(new LetterWritten(letter.CaseId, letter.Facts, letter.At), Ids.Derive("letter-written", letter.Id.ToString()), Actor.House, now);
    }

    /// <summary>往来 — the letters about one order with one partner.</summary>
    private sealed record Thread(Guid Order, string Partner, string Number, bool Ours)
    {
        public int Next { get; set; }
    }
}

/// <summary>函件正文 — a letter as it travels.</summary>
/// <param name="Number">工单编号 at the side where the order began.</param>
/// <param name="Sequence">0 the order itself, then 1, 2, 3 … for each direction.</param>
/// <param name="Word">What it tells.</param>
internal sealed record LetterText(string Number, int Sequence, OrderWord Word)
{
    /// <summary>The order began at the receiver; absent where it began at the sender.</summary>
    public bool? Yours { get; init; }
}
