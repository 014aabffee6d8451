using System.Globalization;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features;

/// <summary>读取散列块 — the tree's hashes for anybody: no entry can be read from them (C2SP tlog-tiles).</summary>
internal sealed class ReadTile(AppDb db) : ISlice
{
    internal const string Forever = "public, max-age=31536000, immutable";

    internal static readonly Refusal Unknown = new(RefusalKind.NotFound, "tile-unknown", "没有这个散列块：请按最新校验点的条目数计算地址。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ledger/tile/{level}/{**path}", (string level, string? path, ReadTile slice, HttpResponse response, CancellationToken cancel) => slice.RunAsync(level, path ?? "", response, cancel))
        .WithName("read-tile").WithSummary("存证树的散列块（C2SP tlog-tiles）").AllowAnonymous();

    private async Task<IResult> RunAsync(string level, string path, HttpResponse response, CancellationToken cancel)
    {
        // parse
        if (!int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > TileId.MaxLevel
            || number.ToString(CultureInfo.InvariantCulture) != level || !TileId.TryParsePath(path, out var index, out var width))
        {
            return Unknown.ToProblem();
        }

        // load
        var hashes = await db.Tiles.Where(t => t.Level == number && t.Ordinal == index).Select(t => t.Hashes).FirstOrDefaultAsync(cancel);

        // decide: a narrower tile of an older tree is the beginning of today's
        if (hashes is null || hashes.Length < width * Hash.Size)
        {
            return Unknown.ToProblem();
        }

        response.Headers.CacheControl = width == TileId.FullWidth ? Forever : "public, max-age=60";
        return TypedResults.Bytes(hashes.AsMemory(0, width * Hash.Size), "application/octet-stream");
    }
}
