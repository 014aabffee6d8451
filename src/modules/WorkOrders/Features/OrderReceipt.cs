using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Storage;
using Haochaping.WorkOrders.Features.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>回执栏目 — the order's progress on the citizen's receipt.</summary>
internal sealed class OrderReceipt(AppDb db, OrderDesk desk) : IReceiptSection
{
    private static readonly string JoinedType = FactTypes.NameOf(typeof(OrderJoined));

    public int Order => 10;

    public async Task<RenderFragment?> RenderAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        var id = await JoinedAsync(caseId, taskId, cancel) ?? OpenOnNegativeEvaluation.KeyOf(taskId);
        if (await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.CaseId == caseId && o.Id == id, cancel) is not { } order)
        {
            return null;
        }

        var written = await db.OrderTrace.AsNoTracking().Where(t => t.CaseId == caseId && t.OrderId == id && t.Text != null).OrderBy(t => t.Line).ToListAsync(cancel);
        var progress = OrderProgress.Of(order, desk.RulesOf(order), written);
        return builder =>
        {
            builder.OpenComponent<OrderReceiptSection>(0);
            builder.AddComponentParameter(1, nameof(OrderReceiptSection.Progress), progress);
            builder.CloseComponent();
        };
    }

    // A rating that joined another's order has none of its own; the journal knows which, and no table of ours needs to.
    private async Task<Guid?> JoinedAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        var bodies = await db.Journal.AsNoTracking().Where(e => e.CaseId == caseId && e.Type == JoinedType).Select(e => e.Body).ToListAsync(cancel);
        return bodies.Select(body => JsonSerializer.Deserialize<Envelope<OrderJoined>>(body, FactJson.Options)!.Fact).FirstOrDefault(joined => joined.TaskId == taskId)?.Order.OrderId;
    }
}
