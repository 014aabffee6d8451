using Microsoft.Playwright;

namespace Haochaping.Tests.Browser;

/// <summary>What a page must bear: letters that an app enlarges, 400 % zoom, and a visitor who has nothing but a keyboard.</summary>
internal static class Squeezing
{
    extension(IPage page)
    {
        /// <summary>
        /// 400 % zoom of 1280 px, letters enlarged as WeChat does on iPhones (text grows, boxes do not) and on Android (the root grows
        /// too): whatever then leaves the screen, is cut off, or lies over something else. Leaves the page as it was.
        /// </summary>
        public async Task<IReadOnlyList<string>> SqueezedAsync()
        {
            var size = page.ViewportSize!;
            var complaints = new List<string>();
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = 320, ["height"] = 256, ["deviceScaleFactor"] = 4, ["mobile"] = false });
            await LookAsync("at 400 %", 1, 1);
            await session.DetachAsync();
            foreach (var (width, text, root) in new[] { (320, 1, 1), (360, 1.6, 1), (360, 1, 2) })
            {
                await page.SetViewportSizeAsync(width, 760);
                await LookAsync($"{width} px, text × {text}, root × {root}", text, root);
            }

            await page.EvaluateAsync(Enlarge, new object[] { 1, 1 });
            await page.SetViewportSizeAsync(size.Width, size.Height);
            return complaints;

            async Task LookAsync(string how, double text, double root) =>
                complaints.AddRange((await page.EvaluateAsync<string[]>($"sizes => {{ ({Enlarge})(sizes); return ({Cut})(); }}", new object[] { text, root })).Select(c => $"{how}: {c}"));
        }

        /// <summary>What the Tab key does not reach, and where one does not see that one is there.</summary>
        public async Task<IReadOnlyList<string>> UnreachedAsync()
        {
            var count = await page.EvaluateAsync<int>(Watch);
            await Task.WhenAll(Enumerable.Range(0, count + 3).Select(_ => page.Keyboard.PressAsync("Tab")));
            return await page.EvaluateAsync<string[]>("() => Array.from(window.unreached, e => 'no key reaches ' + window.nameOf(e)).concat(window.unseen)");
        }
    }

    private const string Enlarge =
        """
        ([text, root]) => {
          document.documentElement.style.fontSize = '';
          const all = Array.from(document.querySelectorAll('body, body *'));
          all.forEach(e => e.style.removeProperty('font-size'));
          const sizes = text === 1 ? [] : all.map(e => parseFloat(getComputedStyle(e).fontSize));
          sizes.forEach((size, i) => all[i].style.setProperty('font-size', size * text + 'px', 'important'));
          if (root !== 1) { document.documentElement.style.fontSize = 16 * root + 'px'; }
        }
        """;

    private const string Watch =
        """
        () => {
          window.nameOf = e => e.tagName.toLowerCase() + '.' + e.className + ' "' + (e.name || e.textContent).trim().slice(0, 30) + '"';
          const all = Array.from(document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary'))
            .filter(e => !e.disabled && e.checkVisibility({ visibilityProperty: true }));
          window.unreached = new Set(all);
          window.unseen = [];
          document.addEventListener('focusin', event => {
            const at = event.target;
            const seen = [at, at.nextElementSibling].filter(e => e).some(e => getComputedStyle(e).outlineStyle !== 'none');
            if (!seen && at.matches(':not(main):not(.problem)')) { window.unseen.push('one does not see the focus on ' + window.nameOf(at)); }
            all.filter(e => e === at || (at.type === 'radio' && e.name === at.name && e.form === at.form)).forEach(e => window.unreached.delete(e));
          });
          if (document.activeElement) { document.activeElement.blur(); }
          return all.length + 3 * all.filter(e => e.type === 'date').length; // a day is three fields and a calendar
        }
        """;

    // Letters, and the marks beside them. Where a box scrolls by itself, what lies outside is not lost.
    private const string Cut =
        """
        () => {
          const wide = document.documentElement.clientWidth, complaints = [], things = [];
          const moves = document.documentElement.scrollWidth - wide;
          if (moves > 0) { complaints.push('moves sideways by ' + moves + ' px'); }
          const seen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          const above = (e, test) => { for (; e && e !== document.documentElement; e = e.parentElement) { if (test(getComputedStyle(e), e)) { return e; } } return null; };
          const put = (element, rects, name) => {
            if (!seen(element) || above(element, (s, e) => s.overflow === 'hidden' && e.clientWidth <= 1)) { return; }
            const floats = above(element, s => s.position === 'fixed' || s.position === 'sticky');
            const scrolls = above(element, s => /auto|scroll/.test(s.overflowX));
            const box = above(element, s => /hidden|clip/.test(s.overflowX + s.overflowY));
            rects = Array.from(rects).filter(r => r.width > 0.5 && r.height > 0.5);
            rects.forEach(r => {
              if (!scrolls && (r.left < -1 || r.right > wide + 1)) { complaints.push(name + ' leaves the screen'); }
              const frame = box && box.getBoundingClientRect();
              if (frame && (r.left < frame.left - 1 || r.right > frame.right + 1 || r.bottom > frame.bottom + 3 || r.top < frame.top - 3)) { complaints.push(name + ' is cut off'); }
            });
            things.push({ element, rects, name, floats });
          };
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const text = walk.currentNode, said = text.data.trim();
            if (said && text.parentElement.tagName !== 'OPTION' && text.parentElement.tagName !== 'SCRIPT' && text.parentElement.tagName !== 'NOSCRIPT') {
              const range = document.createRange();
              range.selectNodeContents(text);
              put(text.parentElement, range.getClientRects(), '“' + said.slice(0, 24) + '”');
            }
          }
          document.querySelectorAll('input[type=radio], input[type=checkbox], svg').forEach(e => put(e, [e.getBoundingClientRect()], e.tagName.toLowerCase() + ' ' + (e.value || e.getAttribute('class'))));
          document.querySelectorAll('button, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox])').forEach(e => {
            if (seen(e) && (e.scrollHeight > e.clientHeight + 2 || (e.tagName === 'BUTTON' && e.scrollWidth > e.clientWidth + 2))) { complaints.push(e.tagName.toLowerCase() + ' ' + (e.name || e.textContent.trim()) + ' does not hold its text'); }
          });
          const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * Math.min(a.height, b.height);
          things.forEach((one, i) => things.slice(i + 1).forEach(other => {
            if (one.floats === other.floats && !one.element.contains(other.element.ownerSVGElement) && one.rects.some(a => other.rects.some(b => over(a, b)))) { complaints.push(one.name + ' lies over ' + other.name); }
          }));
          return complaints.slice(0, 8);
        }
        """;
}
