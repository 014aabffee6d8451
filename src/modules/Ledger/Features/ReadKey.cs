using Haochaping.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Ledger.Features;

/// <summary>
/// 读取验签公钥 — the log's verifier keys, one a line: plain Ed25519 first, the timed one second. Whoever wants to check the house
/// should take them from a second place as well, such as a gazette.
/// </summary>
internal sealed class ReadKey(LogKeys keys) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ledger/key", IResult (ReadKey slice) => TypedResults.Text(slice.Run(), "text/plain; charset=utf-8"))
        .WithName("read-ledger-key").WithSummary("核对检查点签名的公钥").AllowAnonymous();

    private string Run() => string.Concat(keys.Current().Signer.Keys.Select(key => $"{key}\n"));
}
