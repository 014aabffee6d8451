using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Ui;

/// <summary>How a page says no in its own words.</summary>
public static class PageAnswers
{
    extension(HttpContext http)
    {
        /// <summary>Answers with the status of a refusal and with this very page; the general page about errors stays away.</summary>
        public void Refuse(RefusalKind kind)
        {
            http.Response.StatusCode = kind.Status();
            http.Features.Set<IStatusCodePagesFeature>(null);
        }
    }
}
