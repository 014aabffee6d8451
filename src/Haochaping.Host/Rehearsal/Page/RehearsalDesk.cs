using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Host.Rehearsal;

/// <summary>What the page of rehearsals needs of the house.</summary>
internal static class RehearsalDesk
{
    public static void Configure(IServiceCollection services)
    {
        services.AddSingleton<OneAtATime>();
        services.AddSingleton<IRehearsePack, PackRehearsals>();
        services.AddSingleton(new MenuEntry(Words.Key("制度演练"), "/console/rehearsals", 132, Access.Administer));
    }
}
