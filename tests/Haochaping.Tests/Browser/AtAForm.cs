using Microsoft.Playwright;
using Shouldly;

namespace Haochaping.Tests.Browser;

/// <summary>What officials do with the forms of a page.</summary>
internal static class AtAForm
{
    extension(IPage page)
    {
        /// <summary>Fills in the form of an act, unfolds it where it is folded, and sends it; it is accepted.</summary>
        public async Task ActAsync(string act, params (string Name, string Value)[] fields)
        {
            await page.SendAsync(act, fields);
            (await page.Locator("#problem").CountAsync()).ShouldBe(0, act);
        }

        /// <summary>The same, whatever becomes of it.</summary>
        public async Task SendAsync(string act, params (string Name, string Value)[] fields)
        {
            var form = page.Locator($"form:has(input[name=_handler][value={act}])");
            if (!await form.IsVisibleAsync())
            {
                await page.Locator($"details:has(input[name=_handler][value={act}]) > summary").ClickAsync();
            }

            foreach (var (name, value) in fields)
            {
                var radio = form.Locator($"input[type=radio][name='{name}'][value='{value}']");
                if (await radio.CountAsync() > 0)
                {
                    await radio.CheckAsync();
                }
                else
                {
                    await form.Locator($"[name={name}]").FillAsync(value);
                }
            }

            await form.Locator("button:not([name=insert])").ClickAsync();
        }
    }
}
