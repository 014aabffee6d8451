using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>The pages behind the devices, in a real browser.</summary>
[Trait("Kind", "Browser")]
public sealed class DeviceConsoleTests(Chromium chromium) : IAsyncLifetime
{
    private const string Password = "jiao-hao-ji-2026-Ab";
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhereMissing();
        town = await Town.OpenAsync(TownStore.Sqlite);
    }

    public async ValueTask DisposeAsync() => await (town?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Fact]
    public async Task Every_page_fits_every_screen_and_everybody_can_use_it()
    {
        using var tablet = await Tablet.AtAsync(town);
        await tablet.DeliverAsync(tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-1")), 5), tablet.Rate(null, 4, "NOWHERE"));
        await town.PromptAsync(await town.AWindowCaseAsync("W-2"));
        var session = await SessionAsync();
        var complaints = new List<string>();
        foreach (var look in new[] { new Look(), new Look(1440, "en", Elder: true, Dark: true), new Look(1440) })
        {
            var page = await chromium.VisitAsync(town, look, session);
            foreach (var path in new[] { "/console/devices", "/console/devices/gaps", "/console/devices/ratings", "/console/window?place=JX-HALL&window=A12", "/console/prompts" })
            {
                (await page.OpenAsync(path)).ShouldBe(200);
                await page.ShotAsync($"{path.Split('?')[0].Replace('/', '-')}-{look.Width}{(look.Dark ? "-dark" : "")}");
                complaints.AddRange((await page.SmallTargetsAsync(look.Elder ? 60 : 44)).Select(c => $"{path} {look}: too small: {c}"));
                complaints.AddRange((await page.AxeAsync()).Select(c => $"{path} {look}: {c}"));
                complaints.AddRange((await page.SidewaysAsync(320, 360, 768, 1440)).Select(c => $"{path} {look}: {c}"));
                await page.SetViewportSizeAsync(look.Width, 760);
            }

            await page.Context.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_clerk_sees_the_rating_come_in_without_seeing_it_and_prints_the_slip()
    {
        using var tablet = await Tablet.AtAsync(town);
        await town.AWindowCaseAsync("W-1");
        var page = await chromium.VisitAsync(town, new Look(1440, Touch: false), await SessionAsync());
        await page.GotoAsync("/console/window?place=JX-HALL&window=A12");
        await page.FillAsync("#f-caseNumber", "W-1");
        await page.ClickAsync("button[value=device]");
        await page.GetByText("未评价").WaitForAsync();
        var prompt = (await tablet.ContactAsync()).GetProperty("prompt").GetProperty("id").GetGuid();
        await tablet.DeliverAsync(tablet.Rate(prompt, 1));
        await page.Locator("td >> text=已评价").WaitForAsync();
        (await page.InnerTextAsync("main")).ShouldNotContain("非常不满意");

        await town.AWindowCaseAsync("W-2");
        await page.FillAsync("#f-caseNumber", "W-2");
        await page.ClickAsync("button[value=receipt]");
        await page.Locator(".slip").WaitForAsync();
        foreach (var (paper, widest) in new[] { ("58", 58), ("80", 80), ("a4", 210) })
        {
            await page.GotoAsync(page.Url.Split('?')[0] + "?paper=" + paper);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            (await page.Locator(".slip-bar").IsVisibleAsync()).ShouldBeFalse();
            (await page.Locator(".slip").BoundingBoxAsync())!.Width.ShouldBeLessThanOrEqualTo(widest / 25.4f * 96);
            (await page.Locator(".slip svg").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(30 / 25.4f * 96, "big enough for any camera");
            await page.ShotAsync("slip-" + paper);
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
            (await page.AxeAsync()).ShouldBeEmpty();
        }

        await page.Context.CloseAsync();
    }

    private async Task<string> SessionAsync()
    {
        await using (var scope = town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new NewStaff("chief", "演示人员", [Role.Supervisor], [], ["*"], Password), Actor.House, CancellationToken.None)).Value;
        }

        var page = await chromium.VisitAsync(town, new Look(1440, Touch: false));
        await page.SignInAsync(town, "chief", Password);
        var session = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return session;
    }
}
