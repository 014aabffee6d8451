using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Features.Pages;
using Haochaping.Appeals.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>回执栏目 — that the rating is contested, the rater's word on it, and how it ended.</summary>
internal sealed class AppealReceipt(AppDb db, IEvaluations evaluations) : IReceiptSection
{
    public int Order => 5;

    public async Task<RenderFragment?> RenderAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        var appeal = await db.Appeals.AsNoTracking().Where(a => a.CaseId == caseId && a.TaskId == taskId && a.State != AppealState.Withdrawn).FirstOrDefaultAsync(cancel);
        if (appeal is null || await evaluations.ReceiptPathAsync(caseId, taskId, cancel) is not { } receipt)
        {
            return null;
        }

        var news = new AppealNews(appeal.Id, appeal.Number, receipt, appeal.FiledAt, appeal.DecideBy, appeal.State, appeal.IsOpen && appeal.AnsweredAt is null, appeal.AnsweredAt, appeal.EndedAt, appeal.Adopted);
        return builder =>
        {
            builder.OpenComponent<AppealReceiptSection>(0);
            builder.AddComponentParameter(1, nameof(AppealReceiptSection.News), news);
            builder.CloseComponent();
        };
    }
}

/// <summary>申诉进展 — what the rater may know.</summary>
internal sealed record AppealNews(
    Guid Id, string Number, string Receipt, DateTimeOffset FiledAt, DateOnly DecideBy, AppealState State, bool MayAnswer, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, AppealClaim? Adopted);
