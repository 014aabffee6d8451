using Haochaping.Accountability.Features;
using Haochaping.Accountability.Features.Pages;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Accountability;

/// <summary>问责预警 — what facts give reason to look at, and what people of the supervising authority decided about it.</summary>
public sealed class AccountabilityModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddScoped<IVerifyRows, VerifyAlerts>();
        room.Services.AddScoped<IReceiptSection, RetaliationReceipt>();
        room.Services.AddScoped<IWaitingWork, AlertsWaiting>();
        room
            .Follower<RaiseAlerts>()
            .Follower<RaiseByResult>()
            .Job<FlagOverdueMeasures>(every: TimeSpan.FromMinutes(5))
            .Slice<ReportRetaliation>()
            .Act<MakeAlert>()
            .Act<AlertDesk>()
            .Act<ListAlerts>()
            .Act<RaiseByHand>()
            .Act<DecideAlert>()
            .Act<FinishMeasure>()
            .Menu("问责预警", "/console/alerts", 45, Access.Supervise, (services, cancel) => services.GetRequiredService<ListAlerts>().CountAsync(services.GetRequiredService<Here>().User.ToScope(), cancel));
    }
}
