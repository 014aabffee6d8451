using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>评价人说明 — the rater's counter-statement, by the receipt in their hand, once and before the decision.</summary>
internal sealed class AnswerAppeal(AppealDesk desk, IEvaluations evaluations) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "appeal-unknown", "没有找到这件申诉。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/r/{code}/appeal", async (string code, HttpContext http, AnswerAppeal slice, CancellationToken cancel) =>
        {
            if (!http.Request.HasFormContentType)
            {
                return Unknown.ToProblem();
            }

            var form = await http.Request.ReadFormAsync(cancel);
            var said = new Request(Guid.TryParse(form["appeal"], out var id) ? id : default, form["said"] switch { ["slip"] => true, ["true"] => false, _ => null }, Parsing.Clean(form["statement"]));
            return (await slice.RunAsync(code, said, cancel)).Is(out _, out var no)
                ? Results.LocalRedirect(http.Request.PathBase + "/r/" + Uri.EscapeDataString(code) + "?said=1#appeal")
                : no.Kind == RefusalKind.Unprocessable ? Results.LocalRedirect(http.Request.PathBase + "/r/" + Uri.EscapeDataString(code) + "?said=0#appeal")
                : no.ToProblem();
        })
        .WithName("answer-appeal").ExcludeFromDescription()
        .AllowAnonymous();

    public async Task<Result<AppealAnswer>> RunAsync(string code, Request request, CancellationToken cancel)
    {
        // The receipt's code is the proof; a foreign and a missing appeal look alike.
        if (await desk.OpenForRaterAsync(request.Appeal, cancel) is not { } held || await evaluations.ReceiptPathAsync(held.Appeal.CaseId, held.Appeal.TaskId, cancel) != "/r/" + code)
        {
            return Unknown;
        }

        if (!held.Appeal.Answer(held.Rules, request.IsSlip, request.Statement, held.Now).Is(out var next, out var no))
        {
            return no;
        }

        var statement = held.Write(AppealAct.Answered, request.Statement, request.IsSlip == true ? Words.Key("评价人说是误评") : Words.Key("评价人说评价属实"));
        held.Leave(new AppealAnswered(next.CaseId, next.About, held.Now, request.IsSlip == true, next.Slip, statement));
        return await held.SaveAsync(next, cancel);
    }

    /// <summary>What the rater says.</summary>
    internal sealed record Request(Guid Appeal, bool? IsSlip, string? Statement);
}
