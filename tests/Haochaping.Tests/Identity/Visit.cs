using System.Net;
using System.Text.RegularExpressions;

namespace Haochaping.Tests.Identity;

/// <summary>Somebody with a browser without scripts: follows redirects, keeps cookies, fills in the form on the page.</summary>
internal sealed partial class Visit(string house, CookieContainer? jar = null) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = jar ?? new CookieContainer() }) { BaseAddress = new Uri(house) };

    public string Path { get; private set; } = "/";

    public string Html { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public async Task<Visit> GoAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    /// <summary>Sends the form of this name on the present page with its hidden fields and these.</summary>
    public async Task<Visit> FillAsync(string form, params (string Name, string Value)[] fields)
    {
        var part = Forms().Matches(Html).Select(m => m.Value).Single(m => m.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var hidden = Hidden().Matches(part).Select(m => KeyValuePair.Create(Attribute(m.Value, "name"), Attribute(m.Value, "value")));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        using var answer = await http.PostAsync(new Uri(Path, UriKind.Relative), content);
        return await ReadAsync(answer);
    }

    /// <summary>Sends the form of this name with a file, as a browser does.</summary>
    public Task<Visit> UploadAsync(string form, string fileName, byte[] file, params (string Name, string Value)[] fields) => UploadAsync(form, [("file", fileName, file)], fields);

    /// <summary>Sends the form of this name with files, each under the name of its field.</summary>
    public async Task<Visit> UploadAsync(string form, IReadOnlyList<(string Field, string Name, byte[] Content)> files, params (string Name, string Value)[] fields)
    {
        var part = Forms().Matches(Html).Select(m => m.Value).Single(m => m.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        using var content = new MultipartFormDataContent();
        foreach (var (field, name, file) in files)
        {
            content.Add(new ByteArrayContent(file), field, name);
        }

        foreach (var (name, value) in Hidden().Matches(part).Select(m => (Attribute(m.Value, "name"), Attribute(m.Value, "value"))).Concat(fields))
        {
            content.Add(new StringContent(value), name);
        }

        using var answer = await http.PostAsync(new Uri(Path, UriKind.Relative), content);
        return await ReadAsync(answer);
    }

    /// <summary>A download; empty where there is none.</summary>
    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : [];
    }

    /// <summary>Whatever is there, with its heads.</summary>
    public Task<HttpResponseMessage> FetchAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<Visit> PostBareAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(answer);
    }

    public void Dispose() => http.Dispose();

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    private async Task<Visit> ReadAsync(HttpResponseMessage answer)
    {
        (Status, Path, Html) = (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, await answer.Content.ReadAsStringAsync());
        return this;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
