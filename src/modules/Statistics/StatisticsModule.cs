using Haochaping.Kernel;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Statistics;

/// <summary>统计 — counts facts into a daily cube and answers with figures.</summary>
public sealed class StatisticsModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Follower<CountFacts>();
        room.Services.AddScoped<IFigures, Figures>();
    }
}
