using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Features.CallBacks;
using Haochaping.WorkOrders.Features.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.WorkOrders;

/// <summary>差评整改工单 — from the negative rating to the rater's word on the result.</summary>
public sealed class WorkOrdersModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddScoped<IReceiptSection, OrderReceipt>();
        room.Services.AddScoped<IOrderFindings, OrderFindings>();
        room.Services.AddScoped<IVerifyRows, VerifyOrders>();
        room.Services.AddScoped<IVerifyRows, VerifyCallBacks>();
        room.Services.AddScoped<IVerifyRows, VerifyWarnings>();
        room.Services.AddScoped<IWhatIf, WhatIfOfOrders>();
        room.Services.AddScoped<ICaseLinks, OrdersOfCase>();
        room.Services.AddScoped<IOrderMail, OrderMail>();

        room.Follower<OpenOrders>()
            .Follower<VoidOnAppealUpheld>()
            .Follower<PlanClocksOnCalendarChanged>()
            .Job<MoveClocks>(every: TimeSpan.FromSeconds(5))
            .Job<FlagOverdueOrders>(every: TimeSpan.FromMinutes(1))
            .Job<WarnBeforeDue>(every: TimeSpan.FromMinutes(5))
            .Job<RunExports>(every: TimeSpan.FromSeconds(2))
            .Job<DrawCallBacks>(every: TimeSpan.FromMinutes(1))
            .Act<CallBackPopulation>()
            .Act<AnnounceDraw>()
            .Act<ListDraws>()
            .Act<RecordCallBack>()
            .Act<FindRoute>()
            .Act<OrderDesk>()
            .Act<ContactScript>()
            .Act<OrderGrievances>()
            .Act<Hands>()
            .Act<TellRater>()
            .Act<FinishOrder>()
            .Act<ReceiveOrder>()
            .Act<TakeWord>()
            .Act<CountOrders>()
            .Act<ListWaiting>()
            .Act<ActOnMany>()
            .Act<SaveFilter>()
            .Act<RenameFilter>()
            .Act<DropFilter>()
            .Act<KeepReply>()
            .Act<DropReply>()
            .Act<AskForExport>()
            .Act<CancelExport>()
            .Act<ListExports>()
            .Act<ListCounterAlerts>()
            .Act<SubmitAct>();

        room.Slice<ListOrders>()
            .Slice<ShowOrder>()
            .Slice<ShowRater>()
            .Slice<ShowOrderPicture>()
            .Slice<ShowOrderEvidence>()
            .Slice<FetchExport>()
            .Slice<HandOverLead>()
            .Slice<ForwardOrder>()
            .Slice<ReturnOrder>()
            .Slice<AcceptOrder>()
            .Slice<RecordContact>()
            .Slice<VerifyOrder>()
            .Slice<TakeMeasure>()
            .Slice<ShareOrder>()
            .Slice<ReportSubtask>()
            .Slice<ReleaseCoHandler>()
            .Slice<ExtendOrder>()
            .Slice<RecordTalk>()
            .Slice<ReportRectification>()
            .Slice<AuditResult>()
            .Slice<RecordVisit>()
            .Slice<RemindUnit>()
            .Slice<UrgeOrder>()
            .Slice<BeginListedSupervision>()
            .Slice<EndListedSupervision>();

        room.Menu("我的待办", "/console/desk", 5, Access.Dispatch, CountMineAsync);
        room.Menu("整改工单", "/console/orders", 10, Access.Read);
        room.Menu("抽样回访", "/console/orders/draws", 12, Access.Supervise);
        room.Menu("当场处理", "/console/counter", 11, Access.Serve, CountAlertsAsync);
        room.Search("搜索工单编号、办件编号、单位或拼音首字母", "/console/orders");
    }

    private static async Task<int> CountAlertsAsync(IServiceProvider services, CancellationToken cancel) =>
        (await services.GetRequiredService<ListCounterAlerts>().RunAsync(services.GetRequiredService<Here>().User.ToScope(), cancel)).Count;

    private static Task<int> CountMineAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<ListWaiting>().CountAsync(services.GetRequiredService<Here>().User, cancel);
}
