using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>办理记录行 — one line of a trace as it lies in the store.</summary>
internal sealed record TraceLine(RawCell LineCell, RawCell ActCell, RawCell At, RawCell By, RawCell Words, RawCell Day, RawCell Text, RawCell Salt)
{
    public string Line => LineCell.Number?.ToString() ?? "?";

    public long Number => LineCell.Number ?? 0;

    /// <summary>What is written here, where this is the commitment of it; else null.</summary>
    public string? TextBehind(string? commitment) =>
        commitment is not null && Text.Text is { } text && Salt.Bytes is { Length: >= 32 } salt && Commitment.Of(text, salt) == commitment ? text : null;

    public OrderAct? Act => Enum.TryParse<OrderAct>(ActCell.Text, out var act) && act.ToString() == ActCell.Text ? act : null;
}

/// <summary>
/// 办理记录经过 — every fact left a line, and every line has its fact, but for the look at the rater's number, which the
/// vault keeps.
/// </summary>
internal static class TraceStory
{
    /// <summary>What a fact wrote into the trace.</summary>
    private sealed record Told(OrderAct Act, Recorded<IFact> Of, string? Commitment, DateOnly? Day, IReadOnlyList<string> Words)
    {
        /// <summary>What the house itself wrote, word for word; people's words have a commitment.</summary>
        public string? Text { get; init; }
    }

    /// <summary>Holds the lines of one order against its facts.</summary>
    public static void Compare(OrderStory story, List<TraceLine> lines, Action<string, string> altered, Action<string> gone, Action<string> extra)
    {
        foreach (var odd in lines.Where(l => l.Act is null))
        {
            altered(odd.Line, "act");
        }

        var told = story.Facts.SelectMany(Tell).ToLookup(t => t.Act);
        foreach (var act in Enum.GetValues<OrderAct>().Except([OrderAct.RaterSeen, OrderAct.Overdue]))
        {
            var left = lines.Where(l => l.Act == act).OrderBy(l => l.Number).ToList();
            List<Told> open = [.. told[act].Where(t => !Take(left, l => !Differences(l, t).Any()))];
            foreach (var (line, fact) in left.Zip(open))
            {
                Differences(line, fact).ToList().ForEach(column => altered(line.Line, column));
            }

            open.Skip(left.Count).ToList().ForEach(_ => gone(act.ToString()));
            left.Skip(open.Count).ToList().ForEach(line => extra(line.Line));
        }

        Overdue(story, [.. lines.Where(l => l.Act == OrderAct.Overdue)], altered, gone, extra);
    }

    // Limits that ran out together share one line.
    private static void Overdue(OrderStory story, List<TraceLine> lines, Action<string, string> altered, Action<string> gone, Action<string> extra)
    {
        var missed = story.Facts.Select(f => f.Fact).OfType<OrderOverdue>().ToList();
        foreach (var line in lines.Where(l => !missed.Exists(o => o.EffectiveAt == l.At.Instant)))
        {
            if (missed.Count == 0)
            {
                extra(line.Line);
            }
            else
            {
                altered(line.Line, "at");
            }
        }

        var words = lines.SelectMany(l => Read(l.Words)).ToHashSet();
        if (missed.Exists(o => !words.Contains(o.Clock.Word())))
        {
            if (lines.Count == 0)
            {
                gone(nameof(OrderAct.Overdue));
            }

            lines.ForEach(line => altered(line.Line, "words"));
        }
    }

    private static bool Take(List<TraceLine> lines, Predicate<TraceLine> fits)
    {
        var at = lines.FindIndex(fits);
        if (at >= 0)
        {
            lines.RemoveAt(at);
        }

        return at >= 0;
    }

    private static IEnumerable<string> Differences(TraceLine line, Told told)
    {
        (string Column, bool Fits)[] columns =
        [
            ("at", line.At.Instant?.ToUnixTimeMilliseconds() == told.Of.At.ToUnixTimeMilliseconds()),
            ("by", line.By.Text == told.Of.By.ToString()),
            ("day", line.Day.Date == told.Day && line.Day.IsNull == told.Day is null),
            ("text", told.Commitment is null ? line.Text.IsNull == told.Text is null && line.Text.Text == told.Text : line.TextBehind(told.Commitment) is not null),
            ("words", Read(line.Words).Take(told.Words.Count).SequenceEqual(told.Words)),
        ];
        return columns.Where(c => !c.Fits).Select(c => c.Column);
    }

    private static List<string> Read(RawCell words) => Ledger.Contracts.RowCheck.Read<List<string>>(words) ?? [];

    private static IEnumerable<Told> Tell(Recorded<IFact> of)
    {
        return of.Fact switch
        {
            OrderOpened => [Line(OrderAct.Opened)],
            OrderJoined f => [Line(OrderAct.Joined, null, null, Named.Joining(f.Kind, f.Level))],
            OrderForwarded => [Line(OrderAct.Forwarded)],
            OrderReturned f => [Line(OrderAct.Returned, f.Reason)],
            OrderAccepted f => [Line(OrderAct.Accepted, f.Officer)],
            OrderContacted f => [Line(OrderAct.Contacted, f.Note, null, Named.Word(f.Method), Named.Word(f.Result))],
            OrderVerified f => [Line(OrderAct.Verified, f.Finding, null, Named.Word(f.Verdict), f.Triage is { } t ? Named.Word(t) : null, f.Cause is { } c ? Named.Word(c) : null)],
            MeasureTaken f => [Line(OrderAct.MeasureTaken, f.Measure, f.Promised, Named.Word(f.Method))],
            SubtaskGiven f => [Line(OrderAct.Shared, f.Task, f.Due, f.Name)],
            SubtaskReported f => [Line(OrderAct.SubtaskReported, f.Text)],
            SubtaskReleased f => [Line(OrderAct.Released, f.Reason)],
            CoHandlersGraded f => f.Units.Select(u => Line(OrderAct.UnitGraded, null, null, u.Name, u.Satisfaction.Word())),
            OrderExtended f => [Line(OrderAct.Extended, f.Reason, f.LastDay)],
            OrderHandled f => [Line(OrderAct.Handled, f.Result, null, Named.Word(f.Outcome)), Line(OrderAct.Replied, f.Reply)],
            ResultSubmitted f => [Line(OrderAct.Submitted, f.Result, null, Named.Word(f.Outcome)), Line(OrderAct.Drafted, f.Reply)],
            ResultAudited f => [Line(OrderAct.Audited, f.Reason, null, Named.Audit(f.Approved))],
            ResultFiled f => [Line(OrderAct.Filed, null, null, Parties.Word(f.With))],
            OrderVisited f => [Line(OrderAct.Visited, f.Note, null, Named.Word(f.Method), Named.Word(f.Result), f.Satisfaction?.Word())],
            OrderReopened => [Line(OrderAct.Reopened)],
            OrderClosed f => [Line(OrderAct.Closed, null, null, Named.Word(f.Outcome), Named.Word(f.Visit))],
            OrderReceived f => [Line(OrderAct.Received, f.Text, null, Named.Sender(f.Sender), f.Number)],
            OrderVoided f => [Line(OrderAct.Voided, null, null, f.AppealNumber)],
            OrderReminded f => [Line(OrderAct.Reminded, f.Text)],
            ResponsibilityTalked f => [Line(OrderAct.Talked, f.Text, f.HeldOn)],
            OrderUrged f => [Line(OrderAct.Urged, f.Text)],
            OrderListed f => [Line(OrderAct.Listed, f.Reason)],
            OrderUnlisted f => [Line(OrderAct.Unlisted, f.Reason)],
            OrderClocksMoved f => f.Clocks.Select(c => Line(OrderAct.Recalculated, null, c.LastDay, c.Clock.Word(), Named.Word(c.Side)) with { Text = c.Told(f.Notice) }),
            _ => [],
        };

        Told Line(OrderAct act, string? commitment = null, DateOnly? day = null, params IEnumerable<string?> words) => new(act, of, commitment, day, [.. words.OfType<string>()]);
    }
}
