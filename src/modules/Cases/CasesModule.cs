using Haochaping.Cases.Contracts;
using Haochaping.Cases.Features;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Cases;

/// <summary>办件 — the river's source: cases and visits, as business systems report them.</summary>
public sealed class CasesModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Slice<ReportCase>();
        room.Slice<ReportVisit>();
        room.Slice<ReleaseFromGroup>();
        room.Act<ServicePlaces>();
        room.Act<Groups>();
        room.Act<TellGroup>();
        room.Act<ListCases>();
        room.Act<ShowCase>();
        room.Services.AddScoped<ICases, CaseLookups>();
        room.Services.AddScoped<IVerifyRows, VerifyCases>();
        room.Menu("办件", "/console/cases", 30, Access.Read);
    }
}
