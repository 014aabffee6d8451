using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Aloud;

/// <summary>播放朗读录音 — found by its hash, so a browser keeps it for a year; in parts, as iPhones ask for sound.</summary>
internal sealed class PlayRecording(AppDb db) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/spoken/{hash}", async (string hash, HttpContext http, PlayRecording slice, CancellationToken cancel) =>
        {
            if (await slice.RunAsync(hash, cancel) is not { } sound)
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.File(sound.Content, sound.Type, enableRangeProcessing: true);
        })
        .ExcludeFromDescription().AllowAnonymous();

    public Task<RecordingRow?> RunAsync(string hash, CancellationToken cancel) => db.Recordings.AsNoTracking().FirstOrDefaultAsync(r => r.Hash == hash, cancel);
}
