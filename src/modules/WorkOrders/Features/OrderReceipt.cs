using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features.Pages;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>回执栏目 — the order's progress on the citizen's receipt, of a rating or a complaint.</summary>
internal sealed class OrderReceipt(AppDb db, OrderDesk desk, OrderGrievances grievances, IEvaluations evaluations, TimeProvider clock) : IReceiptSection
{
    public int Order => 10;

    public async Task<RenderFragment?> RenderAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        var joined = await grievances.JoinedAsync(caseId, taskId, cancel);
        var id = joined?.Order.OrderId ?? OpenOrders.KeyOf(taskId);
        if (await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.CaseId == caseId && o.Id == id, cancel) is not { State: not OrderState.Voided } order) // of a void one the appeal tells
        {
            return null;
        }

        // Whoever only typed a case number learns nothing as soon as anybody else's word stands in the order, whichever came first.
        if (await evaluations.ComplaintAsync(caseId, taskId, cancel) is { OwnCase: false } && (await grievances.OfAsync(order, cancel)).Count > 1)
        {
            return builder =>
            {
                builder.OpenComponent<JoinedReceiptSection>(0);
                builder.CloseComponent();
            };
        }

        var written = await db.OrderTrace.AsNoTracking().Where(t => t.CaseId == caseId && t.OrderId == id && t.Text != null).OrderBy(t => t.Line).ToListAsync(cancel);
        // Who joined somebody else's order is not the one whose number was looked at.
        var looks = joined is not null ? [] : await db.OrderTrace.AsNoTracking().Where(t => t.CaseId == caseId && t.OrderId == id && t.Act == OrderAct.RaterSeen)
            .OrderBy(t => t.Line).Select(t => new OrderLook(t.At, t.Desk)).ToListAsync(cancel);
        var progress = OrderProgress.Of(order, desk.RulesOf(order), written, clock.Now());
        return builder =>
        {
            builder.OpenComponent<OrderReceiptSection>(0);
            builder.AddComponentParameter(1, nameof(OrderReceiptSection.Progress), progress);
            builder.AddComponentParameter(2, nameof(OrderReceiptSection.Looks), looks);
            builder.CloseComponent();
        };
    }
}

/// <summary>查阅 — which desk looked at the rater's contact data, and when; what for is always the contact.</summary>
internal sealed record OrderLook(DateTimeOffset At, string Desk);
