using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

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

        /// <summary>How far the page can be moved sideways, in pixels, at these widths.</summary>
        public async Task<IReadOnlyList<string>> SidewaysAsync(params int[] widths)
        {
            var complaints = new List<string>();
            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, 760);
                await page.EvaluateAsync(TwoFrames);
                var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (over > 0)
                {
                    complaints.Add($"{width} px wide: {over} px too wide, because of {await page.EvaluateAsync<string>(Widest)}");
                }
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
        public async Task<IReadOnlyList<string>> AxeAsync() =>
        [
            .. (await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations
                .Where(v => v.Impact is "serious" or "critical")
                .SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html} ({n.Any.Concat(n.All).FirstOrDefault()?.Message})")),
        ];
    }

    // Charts are drawn anew when the page is resized, in the next frame: before it they are as wide as they were.
    private const string TwoFrames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private const string Widest =
        """
        (() => {
          const over = Array.from(document.querySelectorAll('body *')).filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
          return over.slice(0, 3).map(e => e.tagName.toLowerCase() + '.' + e.className).join(' > ');
        })()
        """;
}
