using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Haochaping.Tests.Browser;

/// <summary>
/// The one real browser of a test run, started when the first test asks for it. Where there is none, a test is visibly skipped;
/// <c>./test</c> counts that as a failure.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? driver;
    private IBrowser? browser;

    private static string? Executable => Environment.GetEnvironmentVariable("HAOCHAPING_TEST_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    /// <summary>Says why, where there is no browser.</summary>
    public static void SkipWhereMissing() =>
        Assert.SkipUnless(Executable is not null, "No Chromium: run ./test, or set HAOCHAPING_TEST_CHROMIUM to the path of one");

    /// <summary>A fresh visitor of a Town: no cookies but those of the look.</summary>
    public async Task<IPage> VisitAsync(Town town, Look look, string? signedIn = null)
    {
        SkipWhereMissing();
        var context = await (await StartAsync()).NewContextAsync(new()
        {
            BaseURL = town.Address.ToString(),
            ViewportSize = new() { Width = look.Width, Height = 760 },
            HasTouch = look.Touch,
            IsMobile = look.Touch,
            JavaScriptEnabled = look.Script,
            Locale = look.Language,
            StorageState = signedIn,
        });
        context.SetDefaultTimeout(20_000);
        await context.AddCookiesAsync([Cookie("lang", look.Language), Cookie("elder", look.Elder ? "1" : "0"), Cookie("theme", look.Dark ? "dark" : "light")]);
        return await context.NewPageAsync();

        Cookie Cookie(string name, string value) => new() { Name = name, Value = value, Url = town.Address.ToString() };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        driver?.Dispose();
        gate.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await gate.WaitAsync();
        try
        {
            driver ??= await Playwright.CreateAsync();
            return browser ??= await driver.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Executable,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            gate.Release();
        }
    }
}

/// <summary>How somebody looks at a page.</summary>
public sealed record Look(int Width = 360, string Language = "zh", bool Elder = false, bool Dark = false, bool Touch = true, bool Script = true)
{
    /// <summary>The name of a picture of a page that is looked at so.</summary>
    public string Named(string page) => $"{page}-{Width}{(Elder ? "-elder" : "")}{(Dark ? "-dark" : "")}";

    public override string ToString() => $"{Width} px, {Language}{(Elder ? ", elder" : "")}{(Dark ? ", dark" : "")}{(Touch ? ", touch" : "")}{(Script ? "" : ", no script")}";
}
