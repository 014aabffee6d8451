using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>查看扫描件 — for those who key the form in, noted as any look at personal data; never for the unit that is rated.</summary>
internal sealed class ShowScan(AppDb db, NearForms near, ISealedFiles files) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "scan-unknown", "没有这张表的扫描件。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/paper/{serial}/scan", async (string serial, HttpContext http, ShowScan slice, CancellationToken cancel) =>
        {
            if (!(await slice.RunAsync(serial, http.User.ToScope(), http.User.ToActor(), cancel)).Is(out var scan, out var refusal))
            {
                return refusal.ToProblem();
            }

            http.Response.Headers.CacheControl = "no-store";
            return Results.File(scan.Content, scan.Type, "scan-" + Serial.Read(serial)); // downloaded, never shown as a page of the house: a PDF may hold anything
        })
        .WithName("show-paper-scan").ExcludeFromDescription().RequireAuthorization(Access.Serve);

    public async Task<Result<FileContent>> RunAsync(string? typed, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var serial = Serial.Read(typed);
        if (await db.PaperForms.AsNoTracking().FirstOrDefaultAsync(f => f.Serial == serial, cancel) is not { Scan: { } hash } form || await near.IsOwnUnitAsync(form, scope, cancel)
            || !await near.IsNearAsync(form, scope, cancel))
        {
            return Unknown;
        }

        var batch = await db.PaperBatches.Where(b => b.Number == form.Batch).Select(b => b.Key).FirstAsync(cancel);
        return await files.OpenAsync(new(batch, PaperFormRow.EntryOf(form.Serial, 1), hash), by, Purpose.Entry, cancel) is { } scan ? scan : Unknown;
    }
}
