using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Haochaping.Ui;

/// <summary>当前页 — where the visitor is: builds links that keep the filters of this page and the path base of the house.</summary>
public sealed class Here(IHttpContextAccessor accessor)
{
    private HttpContext? Context => accessor.HttpContext;

    private IStatusCodeReExecuteFeature? Failed => Context?.Features.Get<IStatusCodeReExecuteFeature>();

    private IExceptionHandlerPathFeature? Fault => Context?.Features.Get<IExceptionHandlerPathFeature>();

    /// <summary>Path of this page without the path base; on the page about an error, of what the visitor asked for.</summary>
    public string Path => (Failed?.OriginalPath ?? Fault?.Path ?? Context?.Request.Path.Value) is { Length: > 0 } path ? path : "/";

    /// <summary>Path and query of this page without the path base, for <c>return=</c>.</summary>
    public string PathAndQuery => Path + (Failed is { } failed ? failed.OriginalQueryString : Context?.Request.QueryString.Value);

    /// <summary>Who is signed in; an empty principal when nobody is.</summary>
    public ClaimsPrincipal User => Context?.User ?? new();

    /// <summary>A link to a path of this house (<c>/orders/1</c>), with the path base in front.</summary>
    public string To(string path) => Context?.Request.PathBase.Value + path;

    /// <summary>The value of a query parameter of this page, or null.</summary>
    public string? Query(string name) => Context?.Request.Query[name].FirstOrDefault(value => value?.Length > 0);

    /// <summary>This page with one query parameter set (null removes it). Any change goes back to page one.</summary>
    public string With(string name, string? value)
    {
        var query = new QueryBuilder(Others(name).SelectMany(pair => pair.Value, (pair, item) => KeyValuePair.Create(pair.Key, item ?? "")));
        if (value is not null)
        {
            query.Add(name, value);
        }

        return To(Path) + query;
    }

    /// <summary>A link that changes how the house is read and comes back here: <c>PreferenceLink("elder", "1")</c>.</summary>
    public string PreferenceLink(string name, string value) =>
        To("/prefs") + new QueryBuilder { { name, value }, { "return", PathAndQuery } };

    private IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> Others(string name) =>
        Context?.Request.Query.Where(pair => pair.Key != name && pair.Key is not ("page" or "after" or "lang")) ?? [];
}
