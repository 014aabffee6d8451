using System.Globalization;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>在办工单 — one order in somebody's hands: takes notes, leaves facts, and saves all of it or nothing.</summary>
internal sealed class Held(AppDb db, Order order, Rules rules, Actor by, DateTimeOffset now)
{
    // The tracked row becomes the next order when it is saved.
    private readonly int version = order.Version;

    private int lines;

    /// <summary>Two people decided on the same order at once; the second is asked to look again.</summary>
    public static Refusal Changed { get; } = new(RefusalKind.Conflict, "order-changed", "工单刚刚被其他人办理过。您填写的内容没有提交，请查看最新状态后再办理。");

    /// <summary>The order as it was when it was taken.</summary>
    public Order Order => order;

    /// <summary>The rules it is under.</summary>
    public Rules Rules => rules;

    /// <summary>The one instant of this act.</summary>
    public DateTimeOffset Now => now;

    public AppDb Db => db;

    /// <summary>Writes a line of the trace.</summary>
    public void Note(OrderAct act, params IReadOnlyList<string> words) => Add(act, null, null, null, words);

    /// <summary>Writes a line with a text (and a date); returns the commitment for the fact.</summary>
    public string Write(OrderAct act, string text, DateOnly? day, params IReadOnlyList<string> words)
    {
        var salt = Commitment.NewSalt();
        Add(act, text.Trim(), salt, day, words);
        return Commitment.Of(text.Trim(), salt);
    }

    /// <summary>Leaves a fact; its key follows from order and version, so a repeat collides instead of doubling.</summary>
    public void Leave<TFact>(TFact fact)
        where TFact : IFact =>
        db.Leave(fact, Key(FactTypes.NameOf(typeof(TFact))), by, now);

    /// <summary>Leaves a fact that names files, with the files.</summary>
    public void Leave<TFact>(TFact fact, ISealedFiles sealedFiles, IReadOnlyList<FileContent> files)
        where TFact : INamesFiles
    {
        Leave(fact);
        sealedFiles.Seal(db, fact.CaseId, Key(FactTypes.NameOf(typeof(TFact))), files);
    }

    /// <summary>Leaves <see cref="OrderClosed"/> where an act ended the order.</summary>
    public void LeaveIfClosed(Order next)
    {
        if (next is { State: OrderState.Closed, Visit: { } visit })
        {
            Note(OrderAct.Closed, Named.Word(next.Outcome), Named.Word(visit));
            Leave(new OrderClosed(
                order.CaseId, next.About, now, next.Outcome, next.Verdict!.Value, next.Cause, next.OnTime == true, next.Contact, visit, next.IsSatisfied(rules), next.Round));
        }
    }

    /// <summary>Saves the next order with notes, facts and messages, unless somebody else was faster.</summary>
    public async Task<Result<OrderAnswer>> SaveAsync(Order next, CancellationToken cancel)
    {
        next = next with { Version = version + 1 };
        db.Entry(order).CurrentValues.SetValues(next);
        try
        {
            await db.SaveChangesAsync(cancel);
            return OrderAnswer.Of(next);
        }
        catch (DbUpdateException) when (Stale())
        {
            return Changed;
        }
    }

    // Which statement of the batch meets the other writer first is the store's business; the version says what happened.
    private bool Stale() => db.Orders.AsNoTracking().Where(o => o.CaseId == order.CaseId && o.Id == order.Id).Select(o => o.Version).Single() != version;

    private Guid Key(string fact) => Ids.Derive("order-fact", order.Id.ToString(), fact, version.ToString(CultureInfo.InvariantCulture));

    private void Add(OrderAct act, string? text, byte[]? salt, DateOnly? day, IReadOnlyList<string> words) => db.Add(new TraceEntry
    {
        CaseId = order.CaseId,
        OrderId = order.Id,
        Line = ((version + 1) * TraceEntry.LinesPerAct) + lines++,
        Act = act,
        At = now,
        By = by.ToString(),
        Desk = order.At.Name,
        Words = words,
        Day = day,
        Text = text,
        Salt = salt,
    });
}

/// <summary>办理结果 — what an act answers: where the order stands now.</summary>
internal sealed record OrderAnswer(Guid Id, string Number, OrderState State, int Round, DateTimeOffset? Due, bool IsOverdue, int Version)
{
    public static OrderAnswer Of(Order order) => new(order.Id, order.Number, order.State, order.Round, order.Due, order.IsOverdue, order.Version);
}
