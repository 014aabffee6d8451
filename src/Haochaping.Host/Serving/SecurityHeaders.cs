namespace Haochaping.Host.Serving;

/// <summary>What every answer forbids a browser to do. Rating, receipt, complaint and explanation may stand in a frame of the portals named in <c>Embed:Origins</c>.</summary>
internal sealed class SecurityHeaders
{
    // What a rater meets inside a portal's frame, none of which knows who they are.
    private static readonly string[] Embeddable = ["/e", "/r", "/complain", "/rules/explain"];
    private readonly string ancestors;

    public SecurityHeaders(IConfiguration settings) =>
        ancestors = string.Join(' ', (settings.GetSection("Embed:Origins").Get<string[]>() ?? []).Select(Origin).Prepend("'self'"));

    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        var framed = Embeddable.Any(path => context.Request.Path.StartsWithSegments(path)) ? ancestors : "'none'";
        headers.ContentSecurityPolicy = $"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {framed}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // links carry tokens
        return next(context);
    }

    // An origin and nothing more: what stands here goes into the header as it is.
    private static string Origin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/')
        ? url.GetLeftPart(UriPartial.Authority)
        : throw new SettingsException($"Embed:Origins 中的“{text}”不是门户的来源：应写成 https://portal.example.gov.cn，不带路径。");
}
