using Haochaping.Appraisal.Features;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Appraisal;

/// <summary>考评 — what a month's ratings of each unit came to: points, grade, places, candidates for commendation.</summary>
public sealed class AppraisalModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddScoped<IVerifyRows, VerifyResults>();
        room
            .Job<CloseMonths>(every: TimeSpan.FromMinutes(10))
            .Slice<ReadResults>()
            .Menu("月度考评", "/console/appraisals", 62, Access.Figures);
    }
}
