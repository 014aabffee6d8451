using System.Diagnostics;
using System.Text.Json;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>统一身份认证 — a certified OpenID provider (npm oidc-provider) in a process of its own, on loopback; it ends with the test.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "haochaping";
    public const string ClientSecret = "a-secret-for-tests-only";
    private static readonly string Folder = Repository.Path("tests/Haochaping.Tests/obj/provider");

    private readonly Process process;

    private OpenIdProvider(Process process, string address) => (this.process, Address) = (process, address);

    /// <summary>The issuer.</summary>
    public string Address { get; }

    /// <summary>The settings of a house whose citizens sign in here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Portal:Oidc:Authority"] = Address,
        ["Portal:Oidc:ClientId"] = ClientId,
        ["Portal:Oidc:ClientSecret"] = ClientSecret,
        ["Portal:Oidc:Scope"] = "openid rater",
        ["Portal:Oidc:RaterKindClaim"] = "certificate_kind",
        ["Portal:Oidc:RaterKinds:111"] = "residentIdCard",
    };

    /// <summary>The settings of a house whose staff sign in here.</summary>
    public Dictionary<string, string?> StaffSettings => new()
    {
        ["SignIn:Oidc:Authority"] = Address,
        ["SignIn:Oidc:ClientId"] = ClientId,
        ["SignIn:Oidc:ClientSecret"] = ClientSecret,
        ["SignIn:Oidc:Scope"] = "openid staff",
        ["SignIn:Oidc:SecondFactorClaim"] = "factors",
        ["SignIn:Oidc:SecondFactorValue"] = "two",
    };

    public static async Task<OpenIdProvider> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("node", "provider.mjs")
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { }; // it warns that it runs without TLS
        process.BeginErrorReadLine();
        return await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } address
            ? new(process, address)
            : throw new InvalidOperationException("The provider did not start; was `npm ci` done in " + Folder + "?");
    }

    /// <summary>Tells it which house it serves and whom it knows, by login.</summary>
    public async Task KnowAsync(Uri house, Dictionary<string, Dictionary<string, string>> people, string back = "my/signed-in")
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { redirect = new Uri(house, back).ToString(), people }));
        if (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) != "ready")
        {
            throw new InvalidOperationException("The provider did not take its clients.");
        }
    }

    /// <summary>Its own pages: login, then consent; ends at such a page of the house.</summary>
    public async Task PassAsync(IPage page, string login, string arrives)
    {
        await page.ArriveAsync(Address + "/");
        await page.FillAsync("input[name=login]", login);
        await page.FillAsync("input[name=password]", "any");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("input[name=prompt][value=consent]", new() { State = WaitForSelectorState.Attached });
        await page.ClickAsync("button[type=submit]");
        await page.ArriveAsync(url => url.Contains(arrives, StringComparison.Ordinal) && !url.StartsWith(Address, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close(); // it ends with its input
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
