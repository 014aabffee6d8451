using Haochaping.Appeals.Domain;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Appeals.Features;

/// <summary>申诉操作 — one act on one appeal; console form and JSON endpoint call the same.</summary>
internal interface IAppealAct<in TRequest>
{
    Task<Result<AppealAnswer>> RunAsync(Guid id, TRequest request, Hand hand, CancellationToken cancel);
}

internal static class AppealRoutes
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>POST /api/v1/appeals/{id}/{verb}</c> to an act.</summary>
        internal IEndpointConventionBuilder MapAct<TAct, TRequest>(string verb, string summary)
            where TAct : class, IAppealAct<TRequest>
            where TRequest : class => routes
            .MapPost($"/api/v1/appeals/{{id:guid}}/{verb}", async (Guid id, HttpContext http, Hands hands, CancellationToken cancel) =>
            {
                if (!(await RequestBody.ReadAsync<TRequest>(http.Request, cancel)).Is(out var request, out var no))
                {
                    return no.ToProblem();
                }

                // Not a parameter: an endpoint is compiled ahead only where no type of it is left open.
                var act = http.RequestServices.GetRequiredService<TAct>();
                return (await act.RunAsync(id, request, await hands.OfAsync(http.User), cancel)).ToAnswer();
            })
            .WithName("appeal-" + verb).WithSummary(summary)
            .WithTags("appeals")
            .Accepts<TRequest>("application/json")
            .Produces<AppealAnswer>()
            .ProducesProblem(403)
            .ProducesProblem(409)
            .ProducesProblem(422)
            .RequireAuthorization(Access.Own);
    }
}
