using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Policy.Features;

/// <summary>怎么算的 — explains one deadline day by day, to anyone: rules and holidays are public.</summary>
internal sealed class ExplainDeadline : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/policy/explain", (string? pack, string? clock, string? from, PolicyExplain explain) => explain.Run(pack, clock, from).ToAnswer())
        .WithName("explain-deadline")
        .WithSummary("期限怎么算的：逐日说明与依据")
        .Produces<Explanation>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .AllowAnonymous();
}
