using System.Text.RegularExpressions;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;

namespace Haochaping.WorkOrders.Features;

/// <summary>办理进度 — what the rater may know: when, by when, on what ground, and what was answered.</summary>
/// <param name="Number">工单编号.</param>
/// <param name="OpenedAt">When the order was opened.</param>
/// <param name="Contact">The promised contact; null where it was withdrawn.</param>
/// <param name="ContactedAt">When the rater was reached, or found unreachable.</param>
/// <param name="Unreachable">未联系上.</param>
/// <param name="Rectification">The promised rectification.</param>
/// <param name="Pack">Rule-pack version, for the explanation.</param>
/// <param name="ExtensionReason">Why it takes longer.</param>
/// <param name="HandledAt">When it was handled.</param>
/// <param name="Reply">What the unit answered.</param>
/// <param name="Visits">Whether the rater will be asked about the result.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Satisfaction">What the rater said about the result.</param>
/// <param name="Round">1, or more after a reopening.</param>
internal sealed partial record OrderProgress(
    string Number,
    DateTimeOffset OpenedAt,
    OrderClock? Contact,
    DateTimeOffset? ContactedAt,
    bool Unreachable,
    OrderClock Rectification,
    string Pack,
    string? ExtensionReason,
    DateTimeOffset? HandledAt,
    string? Reply,
    bool Visits,
    DateTimeOffset? ClosedAt,
    Level? Satisfaction,
    int Round)
{
    public static OrderProgress Of(Order order, Rules rules, IReadOnlyList<TraceEntry> written, DateTimeOffset now)
    {
        var promised = order.Clocks.Where(c => c.Side == ClockSide.Citizen).ToList();
        var contact = promised.FirstOrDefault(c => c.Clock == Clock.Contact);
        var isHandled = order.State is OrderState.Handled or OrderState.Closed;
        return new(
            order.Number,
            order.OpenedAt,
            contact,
            contact?.MetAt,
            order.Contact == ContactResult.Unreachable,
            promised.Last(c => c.IsRectification),
            order.About.Pack,
            order.Extensions == 0 ? null : Masked(written.LastOrDefault(t => t.Act == OrderAct.Extended)?.Text),
            isHandled ? order.HandledAt : null,
            Masked(written.LastOrDefault(t => t.Act == OrderAct.Replied)?.Text),
            rules.Pack.SatisfactionVisit.Enabled,
            order.ClosedAt,
            order.Satisfaction,
            order.Round) { Promise = PromiseView.Of(order, now), Lead = order.Lead.Name, CoHandlers = [.. order.CoHandlers.Select(s => s.Name)] };
    }

    /// <summary>承诺时限.</summary>
    public PromiseView? Promise { get; init; }

    /// <summary>主办: who answers for the whole.</summary>
    public string Lead { get; init; } = "";

    /// <summary>协办, by name.</summary>
    public IReadOnlyList<string> CoHandlers { get; init; } = [];

    // Officials are told to write nothing personal; a number that slipped in is not repeated on a page that a link opens.
    private static string? Masked(string? text) => text is null ? null : LongNumber().Replace(text, "***");

    [GeneratedRegex(@"\d{7,}[\dXx]?")]
    private static partial Regex LongNumber();
}
