using Haochaping.Appeals.Domain;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Notifications.Contracts;

namespace Haochaping.Appeals.Features;

/// <summary>告知评价人 — that the rating is contested, so that the rater can speak before the decision, and how it ended.</summary>
internal sealed class TellRater(INotifications notifications, IEvaluations evaluations)
{
    /// <summary>已提出申诉.</summary>
    public Task FiledAsync(AppDb db, Appeal appeal, DateTimeOffset now, CancellationToken cancel) =>
        TellAsync(db, appeal, "appeal-filed", "您好，被评价方对您的评价提出了申诉，正在复核。您可以在回执上说明情况：", now, cancel);

    /// <summary>复核结果.</summary>
    public Task DecidedAsync(AppDb db, Appeal appeal, DateTimeOffset now, CancellationToken cancel) =>
        appeal.IsOpen ? Task.CompletedTask : TellAsync(db, appeal, "appeal-decided", "您好，对您评价的申诉已有复核结果，请见回执：", now, cancel);

    private async Task TellAsync(AppDb db, Appeal appeal, string about, string text, DateTimeOffset now, CancellationToken cancel)
    {
        if (appeal.Rater is { } rater)
        {
            var link = await evaluations.ReceiptPathAsync(appeal.CaseId, appeal.TaskId, cancel);
            await notifications.QueueAsync(db, [new(Ids.Derive(about, appeal.Id.ToString()), appeal.CaseId, rater, MessagePurposes.Progress, text, now, link)], cancel);
        }
    }
}
