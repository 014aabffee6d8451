using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Haochaping.Host.Scratch;

/// <summary>来客 — somebody at the front door: a citizen, a business system, or staff with a browser.</summary>
internal sealed partial class Visitor(Uri house, string? clientKey = null) : IDisposable
{
    private readonly HttpClient http = Client(house, clientKey);

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel) => await http.GetFromJsonAsync<JsonElement>(path, cancel);

    /// <summary>Sends JSON; null when the house said no, which in a living city happens.</summary>
    public async Task<JsonElement?> SendAsync(string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancel);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancel) : null;
    }

    /// <summary>Sends JSON and says what the house answered, yes or no.</summary>
    public async Task<Answer> AskAsync(string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancel);
        return await Answer.ReadAsync(answer, cancel);
    }

    /// <summary>Reads an address and says what the house answered, yes or no.</summary>
    public async Task<Answer> LookAsync(string path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(path, cancel);
        return await Answer.ReadAsync(answer, cancel);
    }

    public Task<Answer> SignInAsync(string account, string password, CancellationToken cancel) =>
        FillAsync("/console/sign-in", "sign-in", [new("account", account), new("password", password)], cancel);

    /// <summary>Opens a page, fills in the form of that name with its hidden fields and these, and sends it. A page without the form is the answer itself.</summary>
    public async Task<Answer> FillAsync(string path, string form, KeyValuePair<string, string>[] fields, CancellationToken cancel)
    {
        var page = await LookAsync(path, cancel);
        if (Forms().Matches(page.Text).FirstOrDefault(m => m.Value.Contains($"value=\"{form}\"", StringComparison.Ordinal)) is not { } found)
        {
            return page;
        }

        var hidden = Hidden().Matches(found.Value).Select(m => KeyValuePair.Create(Value(Name(), m.Value), Value(Content(), m.Value)));
        using var content = new FormUrlEncodedContent([.. hidden, .. fields]);
        using var answer = await http.PostAsync(path, content, cancel);
        return await Answer.ReadAsync(answer, cancel);
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
