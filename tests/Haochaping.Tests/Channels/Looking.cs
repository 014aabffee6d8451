using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Haochaping.Tests.Channels;

/// <summary>What every page of a channel is looked at for.</summary>
internal static class Looking
{
    extension(Town town)
    {
        /// <summary>An official of one institution; returns the password.</summary>
        public async Task<string> AStaffMemberAsync(string name, string institution = "JX-CITY")
        {
            await using var scope = town.Services.CreateAsyncScope();
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(
                new NewStaff(name, "演示人员", [Role.Handler], [institution], [], StoryTown.Password), Actor.House, CancellationToken.None)).Value;
            return StoryTown.Password;
        }
    }

    extension(IPage page)
    {
        /// <summary>Too small, too wide, or something axe finds serious; with <c>HAOCHAPING_TEST_SHOTS</c> a picture is left in that folder.</summary>
        public async Task<IReadOnlyList<string>> ComplaintsAsync(Look look, string name)
        {
            await page.ShotAsync(look.Named(name));
            var size = page.ViewportSize!;
            var complaints = new List<string>();
            complaints.AddRange((await page.SmallTargetsAsync(look.Elder ? 60 : 44)).Select(c => $"{name}, {look}: too small: {c}"));
            complaints.AddRange((await page.AxeAsync()).Select(c => $"{name}, {look}: {c}"));
            complaints.AddRange((await page.SidewaysAsync(320, 360, 768, 1440)).Select(c => $"{name}, {look}: {c}"));
            await page.SetViewportSizeAsync(size.Width, size.Height);
            return complaints;
        }
    }
}
