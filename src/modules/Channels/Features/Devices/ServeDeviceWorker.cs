using Haochaping.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Channels.Features.Devices;

/// <summary>评价器离线页 — the worker that keeps the page of a device; beside the page, so that it may look after it, and asked for anew each time.</summary>
internal sealed class ServeDeviceWorker(IWebHostEnvironment web) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/device-worker.js", (HttpContext http, ServeDeviceWorker slice) => slice.Run(http)).ExcludeFromDescription().AllowAnonymous();

    private FileStreamHttpResult Run(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Stream(web.WebRootFileProvider.GetFileInfo("_content/Haochaping.Channels/device-worker.js").CreateReadStream(), "text/javascript; charset=utf-8");
    }
}
