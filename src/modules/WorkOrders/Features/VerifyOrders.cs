using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>核验工单 — orders and their traces say what their facts say; every text has its commitment in a fact.</summary>
internal sealed class VerifyOrders(FactTypes types, IRulePacks packs) : IVerifyRows
{
    private const string Orders = "work_orders";
    private const string Trace = "work_order_trace";

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(OrderStory.Wanted, cancel))
        {
            var stories = page.Say(facts => OrderStory.Of(facts).Select(s => (s.Key, s)));
            var traces = await TracesAsync(db, page, cancel);
            await OrdersAsync(db, page, stories, traces, cancel);
            foreach (var (key, story) in stories)
            {
                TraceStory.Compare(story, traces[key].ToList(), (line, column) => new RowCheck(Trace, $"{key}/{line}", found).Altered(column), Gone(key), Extra(key));
            }

            foreach (var stray in traces.Where(t => !stories.ContainsKey(t.Key)).SelectMany(t => t.Select(line => (t.Key, line.Line))))
            {
                Extra(stray.Key)(stray.Line);
            }
        }

        Action<string> Gone(string key) => act => found(new Fault(Trace, $"{key}/{act}", null, "row-missing", "日志中有这一步办理的事实，办理记录中没有这一行：已被删除。"));

        Action<string> Extra(string key) => line => new RowCheck(Trace, $"{key}/{line}", found).Unfounded();
    }

    private static async Task<ILookup<string, TraceLine>> TracesAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var query = page.Of(db.OrderTrace, t => t.CaseId).Select(t => new { t.CaseId, t.OrderId, t.Line, t.Act, t.At, t.By, t.Words, t.Day, t.Text, t.Salt });
        return (await page.ReadAsync(query, cancel)).ToLookup(c => RowCheck.KeyOf([c[0], c[1]]), c => new TraceLine(c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]));
    }

    private async Task OrdersAsync(AppDb db, CasePage page, Dictionary<string, OrderStory> stories, ILookup<string, TraceLine> traces, CancellationToken cancel)
    {
        var query = page.Of(db.Orders, o => o.CaseId).Select(o => new
        {
            o.CaseId, o.Id, o.About, o.Number, o.CaseNumber, o.Rater, o.OpenedAt, o.Route, o.Hop, o.Holder, o.HolderRegion, o.Sender, o.Unit, o.State, o.Round, o.Clocks, o.Due,
            o.NextExpiry, o.IsOverdue, o.Contact, o.ContactDays, o.Verdict, o.Triage, o.Cause, o.Promised, o.Subtasks, o.Extensions, o.HandledAt, o.OnTime, o.VisitDays,
            o.Satisfaction, o.Visit, o.ClosedAt, o.Version, o.ListedAt, o.Hall, o.SharedWith, o.OwedBy, o.TalkedAt, o.Turn, o.UnitRegion, o.Officer, o.IsVisitedByUnit,
        });
        await page.MatchAsync(Orders, query, 2, stories, (row, c, story) =>
        {
            var pack = packs.Get(PackRef.Parse(story.About.Pack));
            Subject(row, c, story);
            Desks(row, c, story, pack);
            Limits(row, c, story);
            Work(row, c, story);
            Subtasks(row, c, story, pack);
            row.Says("officer", c[41], traces[story.Key].Select(t => t.TextBehind(story.Officer)).FirstOrDefault(t => t is not null));
            row.Says("version", c[33], (int)(traces[story.Key].Max(t => t.Number) / TraceEntry.LinesPerAct));
        }, cancel);
    }

    private static void Subject(RowCheck row, IReadOnlyList<RawCell> c, OrderStory story)
    {
        row.SaysJson("about", c[2], story.About);
        row.Says("number", c[3], story.About.Number);
        row.Says("case_number", c[4], story.About.Place.CaseNumber);
        row.Says("rater", c[5], story.Rater);
        row.Says("opened_at", c[6], story.Opened.OpenedAt);
        row.Says("unit", c[12], story.About.Unit);
        row.Says("hall", c[35], story.About.Place.Hall);
    }

    /// <summary>Facts name the desk that has the order; hop, region and sender must agree with the route.</summary>
    private static void Desks(RowCheck row, IReadOnlyList<RawCell> c, OrderStory story, RulePack pack)
    {
        var visits = pack.SatisfactionVisit.Performer.Code == Party.UndertakingUnit;
        row.Says("is_visited_by_unit", c[42], visits);
        var (route, hop) = (RowCheck.Read<List<Desk>>(c[7]) ?? [], (int)(c[8].Number ?? -1));
        if (hop < 0 || hop >= route.Count || route[hop].Code != (story.Holder ?? route[0].Code))
        {
            row.Altered(route.Count == 0 || route.TrueForAll(d => d.Code != (story.Holder ?? d.Code)) ? "route" : "hop");
            return;
        }

        row.Says("holder", c[9], story.Holder ?? route[0].Code);
        row.Says("holder_region", c[10], route[hop].Region);
        row.Says("sender", c[11], story.Sender ?? route[0].Code);
        row.Says("turn", c[39], Turns.Of(story.State, hop == Desk.HandlerOf(route), visits || story.About.Owner != story.About.Unit));
        row.Says("unit_region", c[40], route.Find(d => d.Code == story.About.Unit)?.Region ?? story.Opened.Order.Place.Region);
    }

    private static void Limits(RowCheck row, IReadOnlyList<RawCell> c, OrderStory story)
    {
        if (RowCheck.Read<List<OrderClock>>(c[15]) is not { } clocks || !new ClockStory(story, clocks).Agrees())
        {
            row.Altered("clocks");
            return;
        }

        row.Says("due", c[16], clocks.Where(k => k.IsRunning).Min(k => (DateTimeOffset?)k.ExpiresAt));
        row.Says("next_expiry", c[17], clocks.Where(k => k.IsUnflagged).Min(k => (DateTimeOffset?)k.ExpiresAt));
        row.Says("is_overdue", c[18], clocks.Exists(k => k.OverdueAt is not null));
    }

    private static void Work(RowCheck row, IReadOnlyList<RawCell> c, OrderStory story)
    {
        row.Says("state", c[13], story.State);
        row.Says("round", c[14], story.Round);
        row.Says("contact", c[19], story.Contact);
        row.SaysJson("contact_days", c[20], story.ContactDays);
        row.Says("verdict", c[21], story.Verdict);
        row.Says("triage", c[22], story.Triage);
        row.Says("cause", c[23], story.Cause);
        row.Says("promised", c[24], story.Promised);
        row.Says("extensions", c[26], story.Extensions);
        row.Says("handled_at", c[27], story.HandledAt);
        row.Says("on_time", c[28], story.OnTime);
        row.SaysJson("visit_days", c[29], story.VisitDays);
        row.Says("satisfaction", c[30], story.Satisfaction);
        row.Says("visit", c[31], story.Visit);
        row.Says("closed_at", c[32], story.ClosedAt);
        row.Says("listed_at", c[34], story.ListedAt);
        row.Says("talked_at", c[38], story.TalkedAt);
    }

    // Where the county leads (C2), the township has its part from the beginning; it stands in no fact before it is reported.
    private static void Subtasks(RowCheck row, IReadOnlyList<RawCell> c, OrderStory story, RulePack pack)
    {
        var stored = RowCheck.Read<List<Subtask>>(c[25]);
        var (about, place) = (story.About, story.Opened.Order.Place);
        var name = about.Unit == place.Institution ? place.InstitutionName : stored?.Find(s => s.Unit == about.Unit)?.Name ?? "";
        IReadOnlyList<Subtask> told =
        [
            .. about.Owner != about.Unit && pack.WorkOrder.TownshipSubtask == TownshipSubtask.RectifyOnly ? new[] { new Subtask(about.Unit, name, place.Region, ReportedAt: story.TownshipAt) } : [],
            .. story.Subtasks,
        ];
        if (stored is null || !stored.SequenceEqual(told))
        {
            row.Altered("subtasks");
            return;
        }

        row.Says("shared_with", c[36], Subtask.MarksOf(told.Where(s => s.ReleasedAt is null)));
        row.Says("owed_by", c[37], Subtask.MarksOf(told.Where(s => s.IsOwedIn(story.State, story.About.Unit))));
    }
}
