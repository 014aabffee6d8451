using Haochaping.Kernel.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Haochaping.Kernel.Web;

/// <summary>
/// What no slice foresaw: a store that is full or away becomes 503 with Retry-After, everything else 500 with a trace id.
/// Pages are left to the status-code pages; nothing of the exception reaches the caller.
/// </summary>
internal sealed partial class Faults(IStore store, ILogger<Faults> log) : IExceptionHandler
{
    private static readonly Refusal Bug = new(RefusalKind.Busy, "internal-error", "系统内部错误，已记录。请稍后重试；如仍失败，请把跟踪号告诉管理员。");

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var diagnosis = store.Diagnose(exception);
        LogFault(diagnosis is null ? exception : null, httpContext.TraceIdentifier, exception.Causes().Last().GetType().Name); // of an outage no stacks: every request ends here
        httpContext.Response.StatusCode = diagnosis is null ? 500 : 503;
        if (!httpContext.Request.Path.StartsWithSegments("/api"))
        {
            httpContext.Response.Headers.RetryAfter = diagnosis is null ? default : "5";
            return false;
        }

        var answer = diagnosis?.ToProblem()
            ?? TypedResults.Problem(Bug.Message, statusCode: 500, title: Bug.Message, type: "urn:haochaping:" + Bug.Code, extensions: new Dictionary<string, object?> { ["code"] = Bug.Code, ["traceId"] = httpContext.TraceIdentifier });
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Request {Trace} failed: {Cause}")]
    private partial void LogFault(Exception? e, string trace, string cause);
}
