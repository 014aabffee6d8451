using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单操作 — one act on one order; console form and JSON endpoint call the same.</summary>
internal interface IOrderAct<in TRequest>
{
    Task<Result<OrderAnswer>> RunAsync(Guid id, TRequest request, Hand hand, CancellationToken cancel);
}

internal static class OrderRoutes
{
    private static readonly Dictionary<string, string> Summaries = new()
    {
        ["accept"] = "签收工单", ["audit"] = "审核整改结果：通过，或退回重办", ["contact"] = "登记回访核实", ["extend"] = "延期", ["forward"] = "转派下一级", ["lead"] = "移送违纪违法线索", ["list"] = "挂牌督办", ["unlist"] = "摘牌", ["share"] = "指定协办单位", ["release"] = "解除协办", ["rectify"] = "登记整改措施", ["report"] = "登记整改结果和答复",
        ["return"] = "退回", ["subtask"] = "填报协办、子任务情况", ["remind"] = "催办", ["talk"] = "登记约谈整改", ["urge"] = "督办", ["verify"] = "登记核实结论", ["visit"] = "登记满意度回访",
    };

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>POST /api/v1/orders/{id}/{verb}</c> to an act.</summary>
        internal IEndpointConventionBuilder MapAct<TAct, TRequest>(string verb, string policy)
            where TAct : class, IOrderAct<TRequest>
            where TRequest : class => routes
            .MapPost($"/api/v1/orders/{{id:guid}}/{verb}", async (Guid id, HttpContext http, Hands hands, CancellationToken cancel) =>
            {
                if (!(await RequestBody.ReadAsync<TRequest>(http.Request, cancel)).Is(out var request, out var no))
                {
                    return no.ToProblem();
                }

                // Not a parameter: an endpoint is compiled ahead only where no type of it is left open.
                var act = http.RequestServices.GetRequiredService<TAct>();
                return (await act.RunAsync(id, request, await hands.OfAsync(http.User), cancel)).ToAnswer();
            })
            .WithName("order-" + verb)
            .WithSummary(Summaries.GetValueOrDefault(verb, ""))
            .WithTags("orders")
            .Accepts<TRequest>("application/json")
            .Produces<OrderAnswer>()
            .ProducesProblem(409)
            .ProducesProblem(422)
            .RequireAuthorization(policy);
    }
}
