using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Haochaping.Tests.Policy;

/// <summary>An administrator with a browser of their own and the second factor, as every administrator must have it.</summary>
internal sealed partial class Drafter(Town town, string name) : IDisposable
{
    private const string Password = "Correct-Horse-1";
    private byte[] secret = [];

    public Visit Browser { get; } = new(town.Address.ToString());

    public static async Task<Drafter> ComeAsync(Town town, string name)
    {
        await using var scope = town.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<CreateAdmin>().RunAsync(name, "演示管理员" + name, Password, CancellationToken.None)).Refusal.ShouldBeNull();
        var drafter = new Drafter(town, name);
        await drafter.EnterAsync();
        var sealedSecret = WebUtility.HtmlDecode(Regex.Match(drafter.Browser.Html, "name=\"sealed\" value=\"([^\"]+)\"").Groups[1].Value);
        drafter.secret = scope.ServiceProvider.GetRequiredService<SecondFactorSecret>().Open(sealedSecret);
        await drafter.Browser.FillAsync("second-factor", ("code", drafter.Code));
        return drafter;
    }

    private string Code => Totp.Code(secret, town.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

    /// <summary>Once more, after a session has run out.</summary>
    public async Task ComeAgainAsync()
    {
        await EnterAsync();
        await Browser.FillAsync("code", ("code", Code));
    }

    /// <summary>Drafts from the running version of JX; the browser then shows the draft.</summary>
    public async Task<string> DraftAsync(string version)
    {
        await Browser.GoAsync("/console/rules/drafts");
        await Browser.FillAsync("draft", ("version", version));
        Browser.Status.ShouldBe(HttpStatusCode.OK, Browser.Html);
        return Browser.Path;
    }

    /// <summary>Opens a group of a draft and sends its form as the page has it, but for these changes.</summary>
    public async Task<Visit> EditAsync(string draft, string group, params (string Name, string Value)[] changes)
    {
        await Browser.GoAsync($"{draft}/edit?group={group}");
        return await SendAsync(changes);
    }

    /// <summary>Sends the form that is open.</summary>
    public Task<Visit> SendAsync(params (string Name, string Value)[] changes)
    {
        var changed = changes.Select(c => c.Name).ToHashSet();
        return Browser.FillAsync("edit", [.. Inputs(Browser.Html).Where(i => !changed.Contains(i.Name)), .. changes.Where(c => c.Value.Length > 0)]);
    }

    /// <summary>A draft of JX that may be submitted: dated, and with the default grade confirmed.</summary>
    public async Task<string> GoodDraftAsync(string version, string firstDay, string days)
    {
        var draft = await DraftAsync(version);
        await EditAsync(draft, "pack", ("v.pack.effective_from", firstDay));
        await EditAsync(draft, "default_rating", ("v.default_rating.grade_confirmed", "true"), ("c.default_rating.grade_confirmed", "[LC] 演示市政务服务局，会议纪要第 1 号"));
        await EditAsync(draft, "window", ("v.window.length", days));
        Browser.Html.ShouldContain("已保存。");
        await Browser.GoAsync(draft);
        return draft;
    }

    public void Dispose() => Browser.Dispose();

    private async Task EnterAsync()
    {
        await Browser.GoAsync("/console/sign-in");
        await Browser.FillAsync("sign-in", ("account", name), ("password", Password));
    }

    /// <summary>What a browser would send of the form called edit.</summary>
    private static IEnumerable<(string Name, string Value)> Inputs(string html)
    {
        var form = Form().Matches(html).Select(m => m.Value).Single(f => f.Contains("value=\"edit\"", StringComparison.Ordinal));
        var inputs = Input().Matches(form).Select(m => m.Value).Where(i => !i.Contains("hidden", StringComparison.Ordinal))
            .Where(i => !i.Contains("checkbox", StringComparison.Ordinal) || i.Contains(" checked", StringComparison.Ordinal))
            .Select(i => (Of(i, "name"), Of(i, "value")));
        var texts = Text().Matches(form).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        var choices = Choice().Matches(form).Select(m => (m.Groups[1].Value, Of(Chosen().Match(m.Groups[2].Value).Value, "value")));
        return inputs.Concat(texts).Concat(choices);
    }

    private static string Of(string tag, string attribute) => WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{attribute}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea name=\"([^\"]*)\"[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex("<select[^>]*name=\"([^\"]*)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Choice();

    [GeneratedRegex("<option[^>]* selected[^>]*>")]
    private static partial Regex Chosen();
}
