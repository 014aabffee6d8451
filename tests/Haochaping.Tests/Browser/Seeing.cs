using System.Diagnostics;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;

namespace Haochaping.Tests.Browser;

/// <summary>What a test sees on a page, as lists of complaints.</summary>
internal static class Seeing
{
    // What fingers aim at. Links inside a sentence or a table cell are text (WCAG 2.5.8 leaves them out).
    private const string Targets =
        "button, .btn, summary, select, textarea, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), label.level, label.tag, label.check, nav a, a.chip, .menu-button";

    extension(IPage page)
    {
        /// <summary>Goes to a page and tells its status.</summary>
        public async Task<int> OpenAsync(string path) => (await page.GotoAsync(path))!.Status;

        /// <summary>Waits until something is true of the page. Playwright's own way evaluates again from within the page, which the house forbids scripts to do.</summary>
        public async Task UntilAsync(string condition)
        {
            for (var patience = Stopwatch.StartNew(); !await page.EvaluateAsync<bool>(condition);)
            {
                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), condition);
                await Task.Delay(50);
            }
        }

        /// <summary>Waits until the page stands at an address with this in it, and all of it is there.</summary>
        public Task ArriveAsync(string part) => page.ArriveAsync(url => url.Contains(part, StringComparison.Ordinal));

        /// <summary>Waits until the page stands at such an address, and all of it is there. Looks again and again: what happens between a look and the wait for an event is missed.</summary>
        public async Task ArriveAsync(Func<string, bool> isThere)
        {
            for (var patience = Stopwatch.StartNew(); !isThere(page.Url) || !await page.IsWholeAsync();)
            {
                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), page.Url);
                await Task.Delay(25);
            }
        }

        private async Task<bool> IsWholeAsync()
        {
            try
            {
                return await page.EvaluateAsync<bool>("document.readyState === 'complete'");
            }
            catch (PlaywrightException)
            {
                return false; // just being left
            }
        }

        /// <summary>Leaves a picture of the whole page in the folder that <c>HAOCHAPING_TEST_SHOTS</c> names; where it names none, nothing.</summary>
        public async Task ShotAsync(string name, bool whole = true)
        {
            if (Environment.GetEnvironmentVariable("HAOCHAPING_TEST_SHOTS") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name.Replace('/', '-').Replace('?', '-') + ".png"), FullPage = whole });
            }
        }

        /// <summary>How far the page can be moved sideways, in pixels, at these widths.</summary>
        public async Task<IReadOnlyList<string>> SidewaysAsync(params int[] widths)
        {
            var complaints = new List<string>();
            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, 760);
                complaints.AddRange(await page.EvaluateAsync<string[]>(TooWide));
            }

            return complaints;
        }

        /// <summary>What fingers aim at and is lower than this.</summary>
        public Task<string[]> SmallTargetsAsync(double least) => page.EvaluateAsync<string[]>(
            """
            ([targets, least]) => Array.from(document.querySelectorAll(targets))
              .filter(e => e.offsetParent !== null && getComputedStyle(e).visibility !== 'hidden')
              .map(e => [e, e.getBoundingClientRect()])
              .filter(([e, box]) => box.height > 1 && box.height < least - 0.5)
              .map(([e, box]) => e.tagName.toLowerCase() + '.' + e.className + ' "' + (e.textContent || e.name || '').trim().slice(0, 30) + '" ' + box.height.toFixed(1))
            """,
            new object[] { Targets, least });

        /// <summary>What axe finds serious or critical.</summary>
        public async Task<string[]> AxeAsync()
        {
            await page.EvaluateAsync(Axe);
            return await page.EvaluateAsync<string[]>(
                """
                async () => (await axe.run({ resultTypes: ['violations'] })).violations
                  .filter(v => v.impact === 'serious' || v.impact === 'critical')
                  .flatMap(v => v.nodes.map(n => v.id + ': ' + n.html + ' (' + n.any.concat(n.all).map(c => c.message)[0] + ')'))
                """);
        }
    }

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Charts are drawn anew when the page is resized, in the next frame: before it they are as wide as they were.
    private const string TooWide =
        """
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => {
          const wide = document.documentElement.clientWidth, over = document.documentElement.scrollWidth - wide;
          const widest = () => Array.from(document.querySelectorAll('body *')).filter(e => e.getBoundingClientRect().right > wide + 0.5)
            .slice(0, 3).map(e => e.tagName.toLowerCase() + '.' + e.className).join(' > ');
          return over > 0 ? [wide + ' px wide: ' + over + ' px too wide, because of ' + widest()] : [];
        })
        """;
}
