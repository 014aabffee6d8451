using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Haochaping.Ui;

/// <summary>使用习惯 — how this visitor wants to read: language, elder mode, theme, density. Kept in cookies, chosen by plain links.</summary>
public sealed class Preferences
{
    internal const string LanguageCookie = "lang";
    internal const string ElderCookie = "elder";
    internal const string ThemeCookie = "theme";
    internal const string DensityCookie = "density";
    internal static readonly string[] Themes = ["auto", "light", "dark"];

    /// <summary>Reads the current request; outside a request everything is at its default.</summary>
    public Preferences(IHttpContextAccessor accessor, WordBook book)
    {
        var request = accessor.HttpContext?.Request;
        Asked = book.Find(AskedIn(request));
        Language = Asked ?? book.Find(request?.Cookies[LanguageCookie]) ?? Negotiate(request, book) ?? Language.Chinese;
        Elder = request?.Cookies[ElderCookie] == "1";
        Compact = request?.Cookies[DensityCookie] == "compact";
        Theme = Array.Find(Themes, theme => theme == request?.Cookies[ThemeCookie]) ?? "auto";
    }

    /// <summary>Language of the pages.</summary>
    public Language Language { get; }

    /// <summary>长辈版 — larger text and targets.</summary>
    public bool Elder { get; }

    /// <summary>紧凑 — more rows of a table on a screen; for mouse and keyboard.</summary>
    public bool Compact { get; }

    /// <summary><c>auto</c>, <c>light</c> or <c>dark</c>.</summary>
    public string Theme { get; }

    /// <summary>The language named by <c>?lang=</c>, which is then remembered.</summary>
    internal Language? Asked { get; }

    // The page about an error is another request inside the first: what was asked for stands in the first one's query.
    private static string? AskedIn(HttpRequest? request) =>
        request?.HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString is { } query
            ? QueryHelpers.ParseQuery(query).GetValueOrDefault(LanguageCookie)
            : request?.Query[LanguageCookie];

    private static Language? Negotiate(HttpRequest? request, WordBook book) => request?.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(choice => choice.Quality ?? 1)
        .Select(choice => book.Find(choice.Value.Value))
        .FirstOrDefault(language => language is not null);
}
