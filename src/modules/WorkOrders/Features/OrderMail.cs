using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单往来 — tells what happened to an order, and takes what a platform outside did with it.</summary>
internal sealed class OrderMail(AppDb db, ReceiveOrder receive, TakeWord take, IEvaluations evaluations, TimeProvider clock) : IOrderMail
{
    public IReadOnlyCollection<Type> Told { get; } =
    [
        typeof(OrderOpened), typeof(OrderForwarded), typeof(OrderReturned), typeof(OrderAccepted), typeof(OrderContacted), typeof(OrderVerified),
        typeof(MeasureTaken), typeof(OrderExtended), typeof(ResponsibilityTalked), typeof(OrderHandled), typeof(OrderVisited), typeof(OrderUrged), typeof(OrderVoided),
    ];

    public OrderFacts OrderOf(IFact fact) => OrderStory.OrderOf(fact)!;

    public Task<bool> WaitsAtFirstDeskAsync(OrderFacts order, Guid caseId, CancellationToken cancel) =>
        db.Orders.AnyAsync(o => o.CaseId == caseId && o.Id == order.OrderId && o.State == OrderState.Dispatched && o.Hop == 0, cancel);

    public Task<Result<Done>> OpenAsync(string sender, string number, OrderWord word, Actor by, Action<OrderFound> beside, CancellationToken cancel) =>
        receive.RunAsync(sender, number, word, by, beside, cancel);

    public async Task<DateTimeOffset> BoundAsync(Guid caseId, Guid order, DateTimeOffset told, CancellationToken cancel)
    {
        var last = await db.OrderTrace.Where(t => t.CaseId == caseId && t.OrderId == order).OrderByDescending(t => t.Line).Select(t => (DateTimeOffset?)t.At).FirstOrDefaultAsync(cancel);
        var (now, at) = (clock.Now(), last > told ? last.Value : told.ToHouse());
        return at < now ? at : now;
    }

    public Task<Result<Done>> ActAsync(Guid order, OrderWord word, Actor by, CancellationToken cancel) => take.RunAsync(order, word, by, cancel);

    public async Task<OrderWord> WordAsync(IFact fact, CancellationToken cancel)
    {
        var order = OrderOf(fact).OrderId;
        var lines = await db.OrderTrace.AsNoTracking().Where(t => t.CaseId == fact.CaseId && t.OrderId == order).OrderBy(t => t.Line).ToListAsync(cancel);
        return fact switch
        {
            OrderOpened f => Opened(f) with { Text = await SaidAsync(f, cancel) },
            OrderForwarded f => new() { Act = OrderWordKind.Forwarded, At = f.At, Unit = f.Order.Unit },
            OrderReturned f => new() { Act = OrderWordKind.Returned, At = f.At, Text = Behind(f.Reason) },
            OrderAccepted f => new() { Act = OrderWordKind.Accepted, At = f.At, Officer = await db.Orders.Where(o => o.CaseId == f.CaseId && o.Id == order).Select(o => o.Officer).FirstOrDefaultAsync(cancel) },
            OrderContacted f => new() { Act = OrderWordKind.Contacted, At = f.At, Method = f.Method, Reached = f.Result == ContactResult.Reached, Recording = Recording(f.At), Text = Behind(f.Note) },
            OrderVerified f => new() { Act = OrderWordKind.Verified, At = f.At, Verdict = f.Verdict, Triage = f.Triage, Cause = f.Cause, Text = Behind(f.Finding) },
            MeasureTaken f => new() { Act = OrderWordKind.MeasureTaken, At = f.At, Handling = f.Method, Day = f.Promised, Text = Behind(f.Measure) },
            OrderExtended f => new() { Act = OrderWordKind.Extended, At = f.At, Day = f.LastDay, Text = Behind(f.Reason) },
            OrderHandled f => new() { Act = OrderWordKind.Handled, At = f.At, Text = Behind(f.Result), Reply = Behind(f.Reply) },
            ResponsibilityTalked f => Talked(f, RecordTalk.Read(Behind(f.Text))),
            OrderVisited f => new() { Act = OrderWordKind.Visited, At = f.At, Method = f.Method, Reached = f.Result == ContactResult.Reached, Level = f.Satisfaction, Text = Behind(f.Note) },
            OrderUrged f => new() { Act = OrderWordKind.Urged, At = f.At, Text = Behind(f.Text) },
            OrderVoided f => new() { Act = OrderWordKind.Voided, At = f.At, Text = f.AppealNumber },
            _ => throw new InvalidOperationException($"{fact.GetType().Name} is not told outside."),
        };

        string? Behind(string? commitment) => commitment is null ? null : lines.Find(l => l is { Text: not null, Salt: not null } && Commitment.Of(l.Text, l.Salt) == commitment)?.Text;

        // the words of a contact: how, with what result, and the call
        string? Recording(DateTimeOffset at) => lines.Find(l => l.Act == OrderAct.Contacted && l.At == at)?.Words.ElementAtOrDefault(2);
    }

    private static OrderWord Opened(OrderOpened fact) => new()
    {
        Act = OrderWordKind.Opened, At = fact.OpenedAt, Source = fact.Order.Place.Source, CaseNumber = fact.Order.Place.CaseNumber, Unit = fact.Order.Unit, Item = fact.Order.Place.Item,
        Channel = fact.Order.Channel, Level = fact.Order.Level, RealName = fact.Order.RealName, Private = fact.Order.Private,
    };

    private static OrderWord Talked(ResponsibilityTalked fact, (string? HeldBy, string? Agreed) said) => new() { Act = OrderWordKind.Talked, At = fact.At, Day = fact.HeldOn, HeldBy = said.HeldBy, Text = said.Agreed };

    private async Task<string?> SaidAsync(OrderOpened fact, CancellationToken cancel) => fact.Order.Kind is null
        ? (await evaluations.ComplaintAsync(fact.CaseId, fact.Order.TaskId, cancel))?.Text
        : await evaluations.TextAsync(fact.CaseId, fact.Order.TaskId, cancel);
}
