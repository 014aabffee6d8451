using System.IO.Compression;
using Haochaping.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Haochaping.Channels.Features.Devices;

/// <summary>评价器离线页 — the worker that keeps the page of a device; beside the page, so that it may look after it, and asked for anew each time.</summary>
internal sealed class ServeDeviceWorker(IWebHostEnvironment web) : ISlice
{
    private const string Script = "text/javascript; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/device-worker.js", (HttpContext http, ServeDeviceWorker slice) => slice.Run(http)).ExcludeFromDescription().AllowAnonymous();

    private IResult Run(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var file = web.WebRootFileProvider.GetFileInfo("_content/Haochaping.Channels/device-worker.js");
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Stream(file.CreateReadStream(), Script);
        }

        http.Response.Headers.ContentEncoding = "gzip"; // as the other files of the page are sent
        return TypedResults.Stream(
            async body =>
            {
                await using var read = file.CreateReadStream();
                await using var packed = new GZipStream(body, CompressionLevel.SmallestSize, leaveOpen: true);
                await read.CopyToAsync(packed, http.RequestAborted);
            },
            Script);
    }
}
