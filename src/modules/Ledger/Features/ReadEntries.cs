using System.Buffers.Binary;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features;

/// <summary>
/// 读取条目 — the facts themselves, 256 at a time, for auditors only: case numbers can be guessed, so open entries would let
/// anyone confirm a guess (C2SP tlog-tiles, entry bundles).
/// </summary>
internal sealed class ReadEntries(AppDb db) : ISlice
{
    private static readonly Refusal TooLong = new(RefusalKind.Unprocessable, "entry-too-long", "有条目超过 65535 字节，不能按条目包格式读取。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ledger/tile/entries/{**path}", (string? path, ReadEntries slice, HttpResponse response, CancellationToken cancel) => slice.RunAsync(path ?? "", response, cancel))
        .WithName("read-entries").WithSummary("存证条目原文，每包 256 条，仅审计人员").RequireAuthorization(Access.Audit);

    private async Task<IResult> RunAsync(string path, HttpResponse response, CancellationToken cancel)
    {
        if (!TileId.TryParsePath(path, out var index, out var width) || index > long.MaxValue / TileId.FullWidth - 1)
        {
            return ReadTile.Unknown.ToProblem();
        }

        var (from, to) = (index * TileId.FullWidth, (index * TileId.FullWidth) + width);
        var bodies = await (
            from line in db.Log
            where line.Position >= @from && line.Position < to
            join entry in db.Journal on new { line.CaseId, line.EntryId } equals new { entry.CaseId, entry.EntryId }
            orderby line.Position
            select entry.Body).ToListAsync(cancel);
        if (bodies.Count < width)
        {
            return ReadTile.Unknown.ToProblem();
        }

        response.Headers.CacheControl = "private, no-store";
        return bodies.Exists(b => b.Length > ushort.MaxValue) ? TooLong.ToProblem() : TypedResults.Bytes(Bundle(bodies), "application/octet-stream");
    }

    /// <summary>Each entry after its length, 16-bit big-endian.</summary>
    private static byte[] Bundle(List<byte[]> bodies)
    {
        var bundle = new byte[bodies.Sum(b => b.Length + 2)];
        var at = 0;
        foreach (var body in bodies)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)body.Length);
            body.CopyTo(bundle, at + 2);
            at += body.Length + 2;
        }

        return bundle;
    }
}
