using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Storage;
using Haochaping.WorkOrders.Features.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>回执栏目 — the order's progress on the citizen's receipt.</summary>
internal sealed class OrderReceipt(AppDb db, OrderDesk desk) : IReceiptSection
{
    public int Order => 10;

    public async Task<RenderFragment?> RenderAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        var id = OpenOnNegativeEvaluation.KeyOf(taskId);
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
}
