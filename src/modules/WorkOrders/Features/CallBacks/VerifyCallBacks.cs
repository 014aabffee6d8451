using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;

namespace Haochaping.WorkOrders.Features.CallBacks;

/// <summary>核验抽样回访 — draws and calls say what their facts say, the seed is the one that was bound, and drawing again from the log gives the same orders.</summary>
internal sealed class VerifyCallBacks(FactTypes types, CallBackPopulation population) : IVerifyRows
{
    private const string Draws = "work_order_draws";
    private const string Calls = "work_order_call_backs";

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        // A draw and the calls of its sample lie under different cases: all of them together, they are few.
        var facts = new List<Recorded<IFact>>();
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([typeof(CallBackDrawAnnounced), typeof(CallBacksDrawn), typeof(CalledBack)], cancel))
        {
            page.Each(facts.AddRange);
        }

        var drawn = facts.Select(f => f.Fact).OfType<CallBacksDrawn>().ToDictionary(d => d.Draw);
        var announced = facts.Where(f => f.Fact is CallBackDrawAnnounced).ToDictionary(f => f.Fact.CaseId.ToString());
        var free = CasePage.Free(rows, found);
        var query = db.CallBackDraws.Select(d => new { d.Id, d.Region, d.From, d.To, d.Size, d.Seed, d.AnnouncedAt, d.AnnouncedBy, d.DrawnAt, d.Population });
        await free.MatchAsync(Draws, query, 1, announced, (row, c, said) => Draw(row, c, said, drawn.GetValueOrDefault(said.Fact.CaseId), facts), cancel);
        var last = facts.Where(f => f.Fact is CalledBack).GroupBy(f => Key((CalledBack)f.Fact)).ToDictionary(g => g.Key, g => g.Last());
        var sample = drawn.Values.SelectMany(d => d.Orders.Select((order, i) => (Key: $"{d.Draw}/{order}", Place: i + 1))).ToDictionary(s => s.Key, s => s.Place);
        var calls = db.CallBacks.Select(c => new { c.Draw, c.OrderId, c.Place, c.Result, c.WasCalled, c.Satisfaction, c.CalledAt, c.CalledBy });
        await free.MatchAsync(Calls, calls, 2, sample, (row, c, place) => Call(row, c, place, last.GetValueOrDefault(RowCheck.KeyOf([c[0], c[1]]))), cancel);
        foreach (var draw in drawn.Values)
        {
            await AgainAsync(db, draw, announced.GetValueOrDefault(draw.Draw.ToString())?.Fact as CallBackDrawAnnounced, found, cancel);
        }
    }

    private static string Key(CalledBack call) => $"{call.Draw}/{call.Order.OrderId}";

    private static void Draw(RowCheck row, IReadOnlyList<RawCell> c, Recorded<IFact> said, CallBacksDrawn? drawn, List<Recorded<IFact>> facts)
    {
        var fact = (CallBackDrawAnnounced)said.Fact;
        row.Says("region", c[1], fact.Region);
        row.Says("from", c[2], fact.From);
        row.Says("to", c[3], fact.To);
        row.Says("size", c[4], fact.Size);
        if (c[5].Bytes is not { } seed || Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(seed)) != fact.Commitment)
        {
            row.Altered("seed");
        }

        row.Says("announced_at", c[6], said.At);
        row.Says("announced_by", c[7], said.By.ToString());
        row.Says("drawn_at", c[8], drawn is null ? null : facts.Find(f => f.Fact == (IFact)drawn)?.At);
        row.Says("population", c[9], drawn?.Population);
    }

    private static void Call(RowCheck row, IReadOnlyList<RawCell> c, int place, Recorded<IFact>? said)
    {
        var fact = said?.Fact as CalledBack;
        row.Says("place", c[2], place);
        row.Says("result", c[3], fact?.Result);
        row.Says("was_called", c[4], fact?.WasCalled);
        row.Says("satisfaction", c[5], fact?.Satisfaction);
        row.Says("called_at", c[6], fact?.At);
        row.Says("called_by", c[7], said?.By.ToString());
    }

    private async Task AgainAsync(AppDb db, CallBacksDrawn drawn, CallBackDrawAnnounced? announced, Action<Fault> found, CancellationToken cancel)
    {
        var seed = Convert.FromHexString(drawn.Seed);
        var draw = announced is null ? null : new CallBackDraw
        {
            Id = drawn.Draw, Region = announced.Region, From = announced.From, To = announced.To, Size = announced.Size, Seed = seed, AnnouncedAt = default, AnnouncedBy = "",
        };
        if (draw is null || draw.Commitment != announced!.Commitment
            || !CallBackDraw.Sample(seed, drawn.Root, await population.ReadAsync(db, draw, drawn.TreeSize, cancel), draw.Size).SequenceEqual(drawn.Orders))
        {
            found(new Fault(Draws, drawn.Draw.ToString(), null, "draw-not-reproduced", "按公告的种子和日志重新抽取，结果与记录的样本不同：公告、抽取或日志被改动。"));
        }
    }
}
