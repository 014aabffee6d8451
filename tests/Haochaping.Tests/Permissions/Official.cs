using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Tests.Permissions;

/// <summary>Somebody of the staff, signed in through the door, second factor and all; follows no redirects, so that each answer is seen as it is.</summary>
internal sealed partial class Official : IDisposable
{
    private const string Password = "jiao-hao-ji-2026-Ab";

    private Official(Guid id, HttpClient http, string token) => (Id, Http, Token) = (id, http, token);

    public Guid Id { get; }

    public HttpClient Http { get; }

    /// <summary>The token that forms carry: of the person, not of a page.</summary>
    public string Token { get; }

    public static async Task<Official> SignInAsync(Town town, Role[] roles, string[]? institutions = null, string[]? regions = null, StaffLink? person = null, string[]? halls = null)
    {
        var name = $"staff-{Guid.NewGuid():N}"[..20];
        var made = await MakeAsync(town, new NewStaff(name, "演示人员 " + string.Join(' ', institutions ?? []), roles, institutions ?? [], regions ?? [], Password, halls, person));
        var jar = new CookieContainer();
        using var visit = new Visit(town.Address.ToString(), jar);
        await visit.GoAsync("/console/sign-in");
        await visit.FillAsync("sign-in", ("account", name), ("password", Password));
        if (visit.Path == "/console/second-factor")
        {
            var kept = WebUtility.HtmlDecode(Sealed().Match(visit.Html).Groups[1].Value);
            await using var scope = town.Services.CreateAsyncScope();
            var secret = scope.ServiceProvider.GetRequiredService<SecondFactorSecret>().Open(kept);
            await visit.FillAsync("second-factor", ("code", Totp.Code(secret, town.Clock.GetUtcNow().ToUnixTimeSeconds() / 30)));
        }

        var page = await visit.GoAsync("/console/password");
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = town.Address };
        return new(made, http, WebUtility.HtmlDecode(Antiforgery().Match(page.Html).Groups[1].Value));
    }

    /// <summary>Sends a form of a page, as far as it is known without the page.</summary>
    public async Task<Answer> PostFormAsync(string path, string form, params string[] fields)
    {
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", Token), new("_handler", form), .. fields.Select(f => KeyValuePair.Create(f.Split('=')[0], f.Split('=')[1]))]);
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Answer.OfAsync(answer);
    }

    public async Task<Answer> SendAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "GET" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        return await Answer.OfAsync(answer);
    }

    public void Dispose() => Http.Dispose();

    /// <summary>Somebody without anything.</summary>
    internal sealed class Nobody(Town town) : IDisposable
    {
        private readonly HttpClient http = town.Browser();

        public async Task<Answer> SendAsync(string method, string path)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method == "GET" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            return await Answer.OfAsync(answer);
        }

        public void Dispose() => http.Dispose();
    }

    private static async Task<Guid> MakeAsync(Town town, NewStaff staff)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(staff, Actor.House, CancellationToken.None)).Value.Id;
    }

    [GeneratedRegex("name=\"sealed\" value=\"([^\"]+)\"")]
    private static partial Regex Sealed();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}

/// <summary>An answer, for comparing: without what is fresh in every answer.</summary>
internal sealed partial record Answer(int Status, string Body)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage answer) => new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());

    /// <summary>The same answer about an object whose name does not show.</summary>
    public Answer Without(string key) => this with { Body = key.Split('/').Aggregate(Fresh().Replace(Body, ""), (body, part) => body.Replace(part, "…", StringComparison.Ordinal)) };

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"|\"traceId\":\"[^\"]*\"|nonce=\"[^\"]*\"|00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")]
    private static partial Regex Fresh();
}
