using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Features.Pages;
using Haochaping.Accountability.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Contracts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>回执栏目 — where a rater says that somebody sought them out beside the system, or took it out on them.</summary>
internal sealed class RetaliationReceipt(AppDb db, IEvaluations evaluations, IOrderFindings findings) : IReceiptSection
{
    public int Order => 20;

    public async Task<RenderFragment?> RenderAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        if (await findings.OfGrievanceAsync(caseId, taskId, cancel) is null || await evaluations.ReceiptPathAsync(caseId, taskId, cancel) is not { } receipt)
        {
            return null;
        }

        var isTold = (await db.Alerts.AsNoTracking().Where(a => a.CaseId == caseId).Select(a => a.About).ToListAsync(cancel)).Exists(a => a.Trigger == AlertTrigger.Retaliation && a.About.Contains(taskId));
        return builder =>
        {
            builder.OpenComponent<RetaliationSection>(0);
            builder.AddComponentParameter(1, nameof(RetaliationSection.Receipt), receipt);
            builder.AddComponentParameter(2, nameof(RetaliationSection.CaseId), caseId);
            builder.AddComponentParameter(3, nameof(RetaliationSection.Said), taskId);
            builder.AddComponentParameter(4, nameof(RetaliationSection.IsTold), isTold);
            builder.CloseComponent();
        };
    }
}
