using Haochaping.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Channels.Features.Embed;

/// <summary>内嵌脚本 — a lasting address for the few lines that put the rating form into a portal's page; portals write it into their templates.</summary>
internal sealed class ServeEmbedScript(IWebHostEnvironment web) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/embed/v1.js", (HttpContext http, ServeEmbedScript slice) => slice.Run(http)).ExcludeFromDescription().AllowAnonymous();

    private FileStreamHttpResult Run(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Stream(web.WebRootFileProvider.GetFileInfo("_content/Haochaping.Channels/embed.js").CreateReadStream(), "text/javascript; charset=utf-8");
    }
}
