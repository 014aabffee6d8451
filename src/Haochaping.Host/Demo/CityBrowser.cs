using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Haochaping.Host.Demo;

/// <summary>演示来客 — somebody of the demo city at the front door: a citizen, a business system, or staff with a browser.</summary>
internal sealed partial class CityBrowser(Uri house, string? clientKey = null) : IDisposable
{
    private readonly HttpClient http = Client(house, clientKey);

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel) => await http.GetFromJsonAsync<JsonElement>(path, cancel);

    /// <summary>Sends JSON; null when the house said no, which in a living city happens.</summary>
    public async Task<JsonElement?> SendAsync(string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancel);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancel) : null;
    }

    public async Task SignInAsync(CityAccount account, CancellationToken cancel) =>
        await FillAsync("/console/sign-in", "sign-in", [new("account", account.Name), new("password", account.Password)], cancel);

    /// <summary>Opens a page, fills in the form of that name with its hidden fields and these, and sends it.</summary>
    public async Task FillAsync(string path, string form, KeyValuePair<string, string>[] fields, CancellationToken cancel)
    {
        var html = await http.GetStringAsync(path, cancel);
        if (Forms().Matches(html).FirstOrDefault(m => m.Value.Contains($"value=\"{form}\"", StringComparison.Ordinal)) is not { } found)
        {
            return;
        }

        var hidden = Hidden().Matches(found.Value).Select(m => KeyValuePair.Create(Value(Name(), m.Value), Value(Content(), m.Value)));
        using var content = new FormUrlEncodedContent([.. hidden, .. fields]);
        using var answer = await http.PostAsync(path, content, cancel);
    }

    public void Dispose() => http.Dispose();

    private static HttpClient Client(Uri house, string? key)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = house };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static string Value(Regex pattern, string tag) => WebUtility.HtmlDecode(pattern.Match(tag).Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("\\bname=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Content();
}
