using Haochaping.Kernel;
using Haochaping.Ledger.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Ledger.Features;

/// <summary>读取校验点 — the newest signed checkpoint, as C2SP tlog-tiles serves it.</summary>
internal sealed class ReadCheckpoint(ILedger ledger) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ledger/checkpoint", (ReadCheckpoint slice, HttpResponse response, CancellationToken cancel) => slice.RunAsync(response, cancel))
        .WithName("read-checkpoint").WithSummary("最新检查点：存证的条目数、树根和签名").AllowAnonymous();

    private async Task<IResult> RunAsync(HttpResponse response, CancellationToken cancel)
    {
        var head = await ledger.HeadAsync(cancel);
        response.Headers.CacheControl = "public, max-age=2";
        return TypedResults.Text(head.Note, "text/plain; charset=utf-8");
    }
}
