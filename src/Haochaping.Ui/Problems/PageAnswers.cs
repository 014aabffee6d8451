using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Ui;

/// <summary>How a page says no in its own words.</summary>
public static class PageAnswers
{
    extension(HttpContext http)
    {
        /// <summary>
        /// Answers with the status of a refusal and with this very page. A status that is set while the page is being drawn would
        /// bring the general page about errors in its place; so it is set when the page leaves.
        /// </summary>
        public void Refuse(RefusalKind kind) => http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = kind.Status();
            if (kind == RefusalKind.Busy)
            {
                http.Response.Headers.RetryAfter = "5"; // as Faults says it for a page that could not be drawn at all
            }

            return Task.CompletedTask;
        });
    }
}
