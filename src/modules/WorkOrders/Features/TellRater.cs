using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Notifications.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features;

/// <summary>告知评价人 — a short message that something is to be read on the receipt; what was written stays there.</summary>
internal sealed class TellRater(INotifications notifications, OrderGrievances grievances, IEvaluations evaluations)
{
    /// <summary>延期告知 (江西 第十五条 “向评价企业和群众反馈”).</summary>
    public Task ExtendedAsync(AppDb db, Order order, DateOnly newDay, DateTimeOffset now, CancellationToken cancel) => TellAsync(
        db, order, "order-extended", $"您好，您的{Said(order)}正在整改，期限延至{newDay.Month}月{newDay.Day}日。延期理由和进度请见回执：", now, cancel);

    /// <summary>承诺告知 (重庆 三(四) “承诺答复”).</summary>
    public Task PromisedAsync(AppDb db, Order order, DateOnly day, DateTimeOffset now, CancellationToken cancel) => TellAsync(
        db, order, $"order-promised/{day:yyyy-MM-dd}", $"您好，您的{Said(order)}正在整改，承办单位承诺{day.Month}月{day.Day}日前办妥并答复。进度请见回执：", now, cancel);

    /// <summary>答复告知.</summary>
    public Task RepliedAsync(AppDb db, Order order, DateTimeOffset now, CancellationToken cancel) => TellAsync(
        db, order, "order-replied", $"您好，您的{Said(order)}已有答复，请见回执。我们还会请您评价整改结果：", now, cancel);

    private static string Said(Order order) => order.About.Kind is null ? "投诉" : "评价";

    private async Task TellAsync(AppDb db, Order order, string about, string text, DateTimeOffset now, CancellationToken cancel)
    {
        if (order.Rater is not { } rater)
        {
            return;
        }

        var link = await evaluations.ReceiptPathAsync(order.CaseId, await grievances.OfCitizenAsync(order, cancel), cancel);
        var id = Ids.Derive(about, order.Id.ToString(), $"{order.Round}/{order.Extensions}");
        await notifications.QueueAsync(db, [new(id, order.CaseId, rater, MessagePurposes.Progress, text, now, link)], cancel);
    }
}
