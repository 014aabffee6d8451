using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>The pulse of the channels and the questions of a form, in a real browser.</summary>
[Trait("Kind", "Browser")]
public sealed class ChannelPagesTests(Chromium chromium)
{
    private static readonly int[] Widths = [320, 360, 768, 1440];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Look> Looks => [new Look(), new Look(1440, "en", Elder: true, Dark: true), new Look(Script: false)];

    [Theory, MemberData(nameof(Looks))]
    public async Task The_questions_unfold_are_answered_and_stand_on_the_receipt(Look look)
    {
        Chromium.SkipWhereMissing();
        await using var town = await QuestionnaireTests.JilinAsync(TownStore.Sqlite);
        var page = await chromium.VisitAsync(town, look);
        await page.GotoAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted(item: "OWN")));
        await page.ClickAsync(".questions summary");
        await page.SelectOptionAsync("#f-question-0", "2");
        await ComplaintsAsync(page, look, "questions");
        await page.ClickAsync(".level.l4");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        (await page.InnerTextAsync("main")).ShouldContain("半小时内");
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_pulse_fits_every_screen_and_everybody_can_use_it(Look look)
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2026-11-18T15:20");
        await town.LookAsync(async db =>
        {
            var days = Enumerable.Range(1, 4).Select(w => new DateOnly(2026, 11, 18).AddDays(-7 * w)).ToList();
            db.AddRange(days.SelectMany(d => Enumerable.Range(9, 7).Select(h => new PulseRow { Channel = "kiosk", Day = d, Hour = h, Count = 4 })));
            db.AddRange(days.Append(new DateOnly(2026, 11, 18)).SelectMany(d => Enumerable.Range(9, 6).Select(h => new PulseRow { Channel = "app", Day = d, Hour = h, Count = 7 })));
            return await db.SaveChangesAsync(Cancel);
        });
        await using (var scope = town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new NewStaff("chief", "演示人员", [Role.Supervisor], [], ["*"], StoryTown.Password), Actor.House, Cancel)).Value;
        }

        var page = await chromium.VisitAsync(town, look);
        await page.SignInAsync(town, "chief", StoryTown.Password);
        await page.GotoAsync("/console/channels");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(2);
        await page.ClickAsync("details summary:last-of-type >> nth=-1");
        await ComplaintsAsync(page, look, "pulse");
        await page.Context.CloseAsync();
    }

    private static async Task ComplaintsAsync(IPage page, Look look, string name)
    {
        if (Environment.GetEnvironmentVariable("HAOCHAPING_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{look.Width}-{look.Language}.png"), FullPage = true });
        }

        List<string> complaints = [.. await page.SmallTargetsAsync(look.Elder ? 60 : 44)];
        if (look.Script)
        {
            complaints.AddRange(await page.SidewaysAsync(Widths));
            complaints.AddRange(await page.AxeAsync());
        }

        complaints.ShouldBeEmpty();
    }
}
