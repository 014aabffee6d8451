using Microsoft.AspNetCore.Http;

namespace Haochaping.Kernel.Web;

/// <summary>The one place where a refusal becomes an HTTP answer (RFC 9457).</summary>
public static class Problems
{
    /// <summary>HTTP status of a kind of refusal.</summary>
    public static int Status(this RefusalKind kind) => kind switch
    {
        RefusalKind.BadRequest => 400,
        RefusalKind.NotSignedIn => 401,
        RefusalKind.NotAllowed => 403,
        RefusalKind.NotFound => 404,
        RefusalKind.Conflict => 409,
        RefusalKind.Expired => 410,
        RefusalKind.Unprocessable => 422,
        RefusalKind.Busy => 503,
    };

    /// <summary>Problem details with the stable code, the Chinese message, the article and every complaint.</summary>
    public static IResult ToProblem(this Refusal refusal)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code };
        if (refusal.Article is { } article)
        {
            extensions["article"] = article;
        }

        if (refusal.Complaints is { Count: > 0 } complaints)
        {
            extensions["complaints"] = complaints;
        }

        var problem = TypedResults.Problem(refusal.Message, statusCode: refusal.Kind.Status(), title: refusal.Message, type: "urn:haochaping:" + refusal.Code, extensions: extensions);
        return refusal.Kind == RefusalKind.Busy ? new RetryLater(problem) : problem;
    }

    /// <summary>The value as JSON, or the refusal as a problem.</summary>
    public static IResult ToAnswer<T>(this Result<T> result, int status = 200) =>
        result.Is(out var value, out var refusal) ? TypedResults.Json(value, Facts.FactJson.Options, statusCode: status) : refusal.ToProblem();

    private sealed class RetryLater(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "2";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
