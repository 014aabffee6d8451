using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Features;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Statistics;

/// <summary>统计 — counts facts into a daily cube and answers with figures.</summary>
public sealed class StatisticsModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddScoped<IFigures, Figures>();
        room.Services.AddScoped<IVerifyRows, VerifyCube>();
        room
            .Follower<CountFacts>()
            .Act<RowNames>()
            .Slice<ReadFigures>()
            .Menu("统计", "/console/figures", 60, Access.Figures);
    }
}
