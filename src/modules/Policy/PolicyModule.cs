using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Features;
using Haochaping.Policy.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Policy;

/// <summary>制度规则 — rule packs, the work calendar and every legal deadline.</summary>
public sealed class PolicyModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddSingleton<RuleFolder>();
        room.Services.AddSingleton<IPackArchive, PackArchive>();
        room.Services.AddSingleton<RunningRules>();
        room.Services.AddSingleton<IRulePacks>(services => services.GetRequiredService<RunningRules>());
        room.Services.AddSingleton<IWorkCalendar>(services => services.GetRequiredService<RunningRules>());
        room.Services.AddSingleton<IDeadlines, Deadlines>();
        room.Services.AddSingleton<PolicyExplain>();
        room.Services.AddHostedService<OpenRules>();
        room.Services.AddHealthChecks().AddCheck<CalendarHealth>("policy-calendar");
        room.Slice<ExplainDeadline>();
    }
}
