using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>What a person and an official do at the screen of a tablet.</summary>
internal static class TabletScreen
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    extension(Town town)
    {
        /// <summary>An official confirms the code on the screen.</summary>
        public async Task ConfirmAsync(IPage page, string hall = "JX-HALL", string window = "A12")
        {
            using var desk = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
            await desk.GoAsync("/console/devices");
            await desk.FillAsync("confirm", ("New.Code", await page.InnerTextAsync("#code")), ("New.Place", hall), ("New.Window", window));
            desk.Path.ShouldContain("done=enrolled");
        }

        /// <summary>So many ratings of tablets have become the answer, and no more.</summary>
        public async Task AdoptedAsync(int ratings)
        {
            for (var i = 0; i < 600 && await CountAsync() < ratings; i++)
            {
                await Task.Delay(50, Cancel);
            }

            (await CountAsync()).ShouldBe(ratings);

            Task<int> CountAsync() => town.LookAsync(db => db.DeviceRatings.CountAsync(r => r.State == DeviceRatingState.Adopted, Cancel));
        }
    }

    extension(IPage page)
    {
        public async Task RateAsync(int level)
        {
            await page.Locator("#s-rate").WaitForAsync();
            await page.CalmAsync();
            await page.ClickAsync($".level.l{level}");
            await page.CalmAsync();
            await page.ClickAsync("#send");
            await page.Locator("#s-thanks").WaitForAsync();
            await page.Locator("#s-idle").WaitForAsync();
        }

        /// <summary>Taps in the first moments of a screen do not count: lets the page's own clock go past them.</summary>
        public Task CalmAsync() =>
            page.EvaluateAsync("() => new Promise(done => { const from = performance.now(); (function look() { performance.now() - from > 900 ? done() : requestAnimationFrame(look); })(); })");

        public async Task AssertNothingLeftAsync(params string[] words)
        {
            var html = await page.EvaluateAsync<string>("document.documentElement.outerHTML + Array.from(document.querySelectorAll('input,textarea')).map(e => e.type === 'checkbox' || e.type === 'radio' ? (e.checked ? 'still-chosen' : '') : e.value).join('|')");
            foreach (var word in words.Append("still-chosen"))
            {
                html.ShouldNotContain(word);
            }

            (await page.Locator("#qr svg").CountAsync()).ShouldBe(0);
            (await page.EvaluateAsync<bool>(Shown)).ShouldBeFalse("the prompt is not in the store either");
        }
    }

    private const string Shown =
        """
        () => new Promise(done => {
          const open = indexedDB.open('haochaping-device', 1);
          open.onsuccess = () => { const look = open.result.transaction('own').objectStore('own').get('shown'); look.onsuccess = () => { open.result.close(); done(look.result !== undefined); }; };
        })
        """;
}
