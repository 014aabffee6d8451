using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features;

/// <summary>办理对方来文 — what the platform outside did with an order is done here by the same acts, so that limits, facts and receipt follow.</summary>
internal sealed class TakeWord(
    OrderDesk desk, ForwardOrder forward, ReturnOrder giveBack, AcceptOrder accept, RecordContact contact, VerifyOrder verify, TakeMeasure measure, ExtendOrder extend,
    ReportRectification report, RecordTalk talk, RecordVisit visit, UrgeOrder urge, TimeProvider clock)
{
    private const int LongestNumber = 40;
    private static readonly Refusal NotFallen = new(RefusalKind.Conflict, "void-not-here", "这条评价在本系统作出：须在本系统申诉成立后才能作废工单。");
    private static readonly Refusal Twice = new(RefusalKind.Conflict, "order-opened-before", "工单已经生成：后续办理情况请按序号逐条发送。");

    public async Task<Result<Done>> RunAsync(Guid id, OrderWord word, Actor by, CancellationToken cancel)
    {
        var now = clock.Now();
        var hand = new Hand(by, StaffScope.Everything, Handles: true, Supervises: true, Dispatches: true) { At = word.At < now ? word.At.ToHouse() : now };
        return (await ActAsync(id, word, hand, cancel)).Then(_ => (Result<Done>)new Done());
    }

    private Task<Result<OrderAnswer>> ActAsync(Guid id, OrderWord word, Hand hand, CancellationToken cancel) => word.Act switch
    {
        OrderWordKind.Opened => Task.FromResult<Result<OrderAnswer>>(Twice),
        OrderWordKind.Forwarded => forward.RunAsync(id, new(word.Unit, null), hand, cancel),
        OrderWordKind.Returned => giveBack.RunAsync(id, new(word.Text, null), hand, cancel),
        OrderWordKind.Accepted => accept.RunAsync(id, new(word.Officer, null), hand, cancel),
        OrderWordKind.Contacted => contact.RunAsync(id, new(word.Method, word.Reached, word.Recording, word.Text, null), hand, cancel),
        OrderWordKind.Verified => verify.RunAsync(id, new(word.Verdict, word.Triage, word.Cause, word.Text, null), hand, cancel),
        OrderWordKind.MeasureTaken => measure.RunAsync(id, new(word.Handling, word.Day, word.Text, null), hand, cancel),
        OrderWordKind.Extended => extend.RunAsync(id, new(word.Text, word.Day, null), hand, cancel),
        OrderWordKind.Handled => report.RunAsync(id, new(word.Text, word.Reply, null), hand, cancel),
        OrderWordKind.Talked => talk.RunAsync(id, new(word.HeldBy, null, word.Day, word.Text, null), hand, cancel),
        OrderWordKind.Visited => visit.RunAsync(id, new(word.Method, word.Reached, word.Level, word.Text, null), hand, cancel),
        OrderWordKind.Urged => urge.RunAsync(id, new(word.Text, null), hand, cancel),
        OrderWordKind.Voided => VoidAsync(id, word, hand, cancel),
    };

    private async Task<Result<OrderAnswer>> VoidAsync(Guid id, OrderWord word, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Supervise, null, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        if (held.Order.State == OrderState.Voided)
        {
            return No.State(held.Order, "作废");
        }

        // A rating that stands here falls only by an appeal here.
        if (held.Order.About.Kind is not null)
        {
            return NotFallen;
        }

        if (word.Text is not { Length: > 0 and <= LongestNumber } number || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return No.Missing(new Complaint("text", "appeal-number-malformed", $"作废须写明申诉编号（text）：不超过 {LongestNumber} 位字母、数字和横线。"))!;
        }

        held.Note(OrderAct.Voided, number);
        held.Leave(new OrderVoided(held.Order.CaseId, held.Order.About, held.Now, Ids.Derive("appeal-outside", hand.By.Id, number), number));
        return await held.SaveAsync(held.Order.Void(held.Now), cancel);
    }
}
