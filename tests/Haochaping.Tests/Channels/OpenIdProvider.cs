using System.Diagnostics;
using System.Text.Json;
using Haochaping.Tests.House;
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
    public async Task KnowAsync(Uri house, Dictionary<string, Dictionary<string, string>> people)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { redirect = new Uri(house, "my/signed-in").ToString(), people }));
        if (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) != "ready")
        {
            throw new InvalidOperationException("The provider did not take its clients.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close(); // it ends with its input
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
