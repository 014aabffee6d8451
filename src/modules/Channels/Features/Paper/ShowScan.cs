using System.Text;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>查看扫描件 — for those who key the form in; never for the unit that is rated.</summary>
internal sealed class ShowScan(AppDb db, NearForms near, IKeys keys) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "scan-unknown", "没有这张表的扫描件。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/paper/{serial}/scan", async (string serial, HttpContext http, ShowScan slice, CancellationToken cancel) =>
        {
            if (!(await slice.RunAsync(serial, http.User.ToScope(), cancel)).Is(out var scan, out var refusal))
            {
                return refusal.ToProblem();
            }

            http.Response.Headers.CacheControl = "no-store";
            return Results.File(scan.Content, scan.Type, "scan-" + Serial.Read(serial)); // downloaded, never shown as a page of the house
        })
        .WithName("show-paper-scan").ExcludeFromDescription().RequireAuthorization(Access.Serve);

    public async Task<Result<ScanFile>> RunAsync(string? typed, StaffScope scope, CancellationToken cancel)
    {
        var serial = Serial.Read(typed);
        var form = await db.PaperForms.AsNoTracking().FirstOrDefaultAsync(f => f.Serial == serial, cancel);
        var row = await db.PaperScans.AsNoTracking().FirstOrDefaultAsync(s => s.Serial == serial, cancel);
        return form is null || row is null || scope.Institutions.Contains(form.Institution) || !await near.IsNearAsync(form, scope, cancel) || keys.Find(KeyPurposes.Vault, row.KeyId) is not { } key
            || SealedBox.Open(key.Secret.Span, row.Box, Encoding.UTF8.GetBytes(row.Serial)) is not { } content
            ? Unknown
            : new ScanFile(row.Type, content);
    }
}
