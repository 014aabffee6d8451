using Haochaping.Appeals.Features;
using Haochaping.Appeals.Features.Pages;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Appeals;

/// <summary>申诉复核 — from the objection of who was rated to the decision of two people; the rating stays for ever.</summary>
public sealed class AppealsModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddScoped<IReceiptSection, AppealReceipt>();
        room.Services.AddScoped<IVerifyRows, VerifyAppeals>();
        room.Services.AddScoped<ICaseLinks, AppealsOfCase>();
        room.Services.AddScoped<IWaitingWork, AppealsWaiting>();

        room.Job<ExpireAppeals>(every: TimeSpan.FromMinutes(1))
            .Act<AppealDesk>()
            .Act<CaseJournal>()
            .Act<FindDesk>()
            .Act<Hands>()
            .Act<TellRater>()
            .Act<Endings>()
            .Act<ReadFiling>()
            .Act<SubmitAct>();

        room.Slice<ListAppeals>()
            .Slice<ShowAppeal>()
            .Slice<ShowAppealEvidence>()
            .Slice<FileAppeal>()
            .Slice<NoteMitigation>()
            .Slice<EndorseAppeal>()
            .Slice<AnswerAppeal>()
            .Slice<ProposeDecision>()
            .Slice<DecideAppeal>()
            .Slice<ReauditAppeal>()
            .Slice<WithdrawAppeal>();

        room.Menu("申诉复核", "/console/appeals", 12, Access.Own, CountOpenAsync);
    }

    private static Task<int> CountOpenAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<ListAppeals>().OpenAsync(services.GetRequiredService<Here>().User.ToScope(), cancel);
}
