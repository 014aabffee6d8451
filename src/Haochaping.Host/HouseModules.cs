using Haochaping.Accountability;
using Haochaping.Appeals;
using Haochaping.Appraisal;
using Haochaping.Cases;
using Haochaping.Catalog;
using Haochaping.Channels;
using Haochaping.Evaluations;
using Haochaping.Exchange;
using Haochaping.Identity;
using Haochaping.Kernel;
using Haochaping.Ledger;
using Haochaping.Notifications;
using Haochaping.Policy;
using Haochaping.Publication;
using Haochaping.Statistics;
using Haochaping.WorkOrders;

namespace Haochaping.Host;

/// <summary>The rooms of the house: the ground first, then down the river.</summary>
internal static class HouseModules
{
    public static IReadOnlyList<Module> All { get; } =
    [
        new PolicyModule(),
        new IdentityModule(),
        new NotificationsModule(),
        new LedgerModule(),
        new CatalogModule(),

        new CasesModule(),
        new EvaluationsModule(),
        new ChannelsModule(),
        new AppealsModule(),
        new WorkOrdersModule(),
        new StatisticsModule(),
        new AppraisalModule(),
        new AccountabilityModule(),
        new PublicationModule(),
        new ExchangeModule(),
    ];
}
