using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A citizen adds pictures on a phone, with and without script.</summary>
[Trait("Kind", "Browser")]
public sealed class PicturePageTests(Chromium chromium)
{
    private const string Drawn = "type => { const c = document.createElement('canvas'); c.width = 40; c.height = 20; c.getContext('2d').fillRect(5, 5, 9, 9); return c.toDataURL(type).split(',')[1]; }";

    private const string Size = "async base64 => { const b = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))])); return b.width + '×' + b.height; }";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Pictures_are_chosen_looked_at_sent_and_kept_the_right_way_up(bool script)
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var (jpeg, png) = await DrawAsync(town);
        var look = new Look(Script: script);
        var page = await chromium.VisitAsync(town, look);
        await page.OpenAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        await page.ClickAsync(".level.l2");
        await page.FillAsync("textarea", "地面有积水");
        if (script)
        {
            await page.SetInputFilesAsync("#f-pictures", [File("1.png", png), File("2.png", new byte[6 * 1024 * 1024])]);
            await page.ClickAsync(".bar button");
            (await page.EvalOnSelectorAsync<string>("#f-pictures", "field => field.validationMessage")).ShouldBe("有图片超过 5 MB。");
            await page.SetInputFilesAsync("#f-pictures", [File("1.png", png), File("2.png", png), File("3.png", png), File("4.png", png)]);
            await page.ClickAsync(".bar button");
            page.Url.ShouldContain("/e/", customMessage: "said before anything is sent, so nothing has to be chosen twice");
        }

        await page.SetInputFilesAsync("#f-pictures", [File("1.jpg", PictureFileTests.TakenByPhone(jpeg, 6)), File("2.png", png)]);
        if (!script)
        {
            await page.ClickAsync(".bar button");
            await page.ArriveAsync("/r/");
            (await page.InnerTextAsync("main")).ShouldContain("已附 2 张");
            await page.Context.CloseAsync();
            return;
        }

        await page.UntilAsync("document.querySelectorAll('.thumbs img').length === 2 && document.querySelector('.thumbs img').naturalHeight === 40");
        var complaints = (await page.ComplaintsAsync(look, "pictures-rate")).ToList();
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        await TurnedAsync(town);
        complaints.AddRange(await page.ComplaintsAsync(look, "pictures-receipt"));
        await page.OpenAsync("/complain?unit=JX-CITY");
        complaints.AddRange(await page.ComplaintsAsync(look, "pictures-complain"));
        complaints.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    // What the house kept, as a browser shows it.
    private async Task TurnedAsync(Town town)
    {
        await town.SettleAsync();
        var fact = (await town.FactsAsync<EvaluationSubmitted>())[^1];
        var page = await chromium.VisitAsync(town, new Look());
        await page.OpenAsync("/check");
        var sizes = new List<string>();
        foreach (var hash in fact.Pictures!)
        {
            await using var scope = town.Services.CreateAsyncScope();
            var picture = (await scope.ServiceProvider.GetRequiredService<IEvaluations>().PictureAsync(fact.CaseId, fact.Task.TaskId, hash, Actor.House, Purpose.Verification, CancellationToken.None))!;
            sizes.Add(await page.EvaluateAsync<string>(Size, Convert.ToBase64String(picture.Content)));
        }

        sizes.ShouldBe(["20×40", "40×20"], "turned as the phone was held");
        await page.Context.CloseAsync();
    }

    private async Task<(byte[] Jpeg, byte[] Png)> DrawAsync(Town town)
    {
        var page = await chromium.VisitAsync(town, new Look());
        await page.OpenAsync("/check");
        var drawn = (Convert.FromBase64String(await page.EvaluateAsync<string>(Drawn, "image/jpeg")), Convert.FromBase64String(await page.EvaluateAsync<string>(Drawn, "image/png")));
        await page.Context.CloseAsync();
        return drawn;
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = name.EndsWith("png", StringComparison.Ordinal) ? "image/png" : "image/jpeg", Buffer = content };
}
