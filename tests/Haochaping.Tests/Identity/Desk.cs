using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Tests.Identity;

/// <summary>An official of a Town with a browser without scripts, signed in.</summary>
internal static class Desk
{
    public static async Task<Visit> OfAsync(Town town, Role role, string[] institutions, string[] regions)
    {
        const string Password = "jiao-hao-ji-2026-Ab";
        var name = $"staff-{Guid.NewGuid():N}"[..20];
        await using (var scope = town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new NewStaff(name, "演示人员", [role], institutions, regions, Password), Actor.House, CancellationToken.None)).Value;
        }

        var visit = new Visit(town.Address.ToString());
        await visit.GoAsync("/console/sign-in");
        return await visit.FillAsync("sign-in", ("account", name), ("password", Password));
    }
}
