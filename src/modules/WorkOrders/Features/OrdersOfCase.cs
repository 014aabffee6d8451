using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>办件的整改工单 — for the pages of the case and of its evaluation task.</summary>
internal sealed class OrdersOfCase(AppDb db, IEvaluations evaluations, Words words) : ICaseLinks
{
    public int Order => 20;

    public async Task<IReadOnlyList<CaseLink>> OfAsync(Guid caseId, StaffScope scope, CancellationToken cancel)
    {
        var covering = (await evaluations.TasksOfAsync(caseId, cancel)).Select(OpenOrders.KeyOf).ToList(); // of a visit, batch or theme too
        var orders = await db.Orders.AsNoTracking().SeenBy(scope).Where(o => o.CaseId == caseId || covering.Contains(o.Id)).OrderBy(o => o.OpenedAt).ToListAsync(cancel);
        return [.. orders.Select(o => new CaseLink(words["整改工单"], o.Number, words[Named.Word(o.State)], $"/console/orders/{o.Id}"))];
    }
}
