using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单操作 — one act on one order; console form and JSON endpoint call the same.</summary>
internal interface IOrderAct<in TRequest>
{
    Task<Result<OrderAnswer>> RunAsync(Guid id, TRequest request, Hand hand, CancellationToken cancel);
}

internal static class OrderRoutes
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>POST /api/v1/orders/{id}/{verb}</c> to an act.</summary>
        internal IEndpointConventionBuilder MapAct<TAct, TRequest>(string verb, string policy)
            where TAct : class, IOrderAct<TRequest>
            where TRequest : class => routes
            .MapPost($"/api/v1/orders/{{id:guid}}/{verb}", async (Guid id, HttpRequest http, TAct act, Hands hands, CancellationToken cancel) =>
            {
                if (!(await RequestBody.ReadAsync<TRequest>(http, cancel)).Is(out var request, out var no))
                {
                    return no.ToProblem();
                }

                return (await act.RunAsync(id, request, await hands.OfAsync(http.HttpContext.User), cancel)).ToAnswer();
            })
            .WithName("order-" + verb)
            .WithTags("orders")
            .Accepts<TRequest>("application/json")
            .Produces<OrderAnswer>()
            .ProducesProblem(409)
            .ProducesProblem(422)
            .RequireAuthorization(policy);
    }
}
