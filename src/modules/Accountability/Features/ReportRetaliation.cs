using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>
/// 反映打击报复 — the rater says, by the receipt in their hand, that somebody sought them out beside the system or took it out on them (江西
/// 第十七条, 吉林 第二十四条). It goes to the supervising authority; the unit it is about sees nothing of it, and its order goes on untouched.
/// </summary>
internal sealed class ReportRetaliation(AppDb db, IEvaluations evaluations, IOrderFindings findings, MakeAlert make, TimeProvider clock) : ISlice
{
    private const int TextLimit = 1000;
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "receipt-unknown", "没有这个回执码。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/r/{code}/retaliation", async (string code, HttpContext http, ReportRetaliation slice, CancellationToken cancel) =>
        {
            if (!http.Request.HasFormContentType)
            {
                return Unknown.ToProblem();
            }

            var form = await http.Request.ReadFormAsync(cancel);
            var said = new Request(
                Guid.TryParse(form["case"], out var caseId) ? caseId : default, Guid.TryParse(form["said"], out var id) ? id : default, form["what"] == "retaliated", form["text"].ToString().Trim());
            return (await slice.RunAsync(code, said, cancel)).Is(out _, out var no)
                ? Results.LocalRedirect(http.Request.PathBase + "/r/" + Uri.EscapeDataString(code) + $"#retaliation-{said.Said}")
                : no.ToProblem();
        })
        .WithName("report-retaliation").ExcludeFromDescription()
        .AllowAnonymous();

    public async Task<Result<Done>> RunAsync(string code, Request request, CancellationToken cancel)
    {
        // The receipt's code is the proof; a foreign and a missing rating look alike.
        if (await evaluations.ReceiptPathAsync(request.CaseId, request.Said, cancel) != "/r/" + code || await findings.OfGrievanceAsync(request.CaseId, request.Said, cancel) is not { } found)
        {
            return Unknown;
        }

        var what = request.Retaliated ? Words.Key("因评价受到打击报复") : Words.Key("有人在系统之外联系评价人");
        var text = Shortened(Parsing.Clean(request.Text));
        var reason = new AlertReason(
            request.CaseId, AlertTrigger.Retaliation, AlertSubject.Unit, found.Order.Unit, found.Order, [found.Order.Number],
            [request.Said, Ids.Derive("retaliation", request.Said.ToString(), what, text ?? "")], // said in other words it is told again
            string.IsNullOrWhiteSpace(text) ? what : $"{what}\n{text}");
        if (await make.RunAsync(db, reason, Actor.Citizen, clock.Now(), cancel))
        {
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException) when (IsThere(request.CaseId, db.Alerts.Local.Single().Id))
            {
                return default(Done); // sent twice at once: the first one counts
            }
        }

        return default(Done);
    }

    private bool IsThere(Guid caseId, Guid id) => db.Alerts.AsNoTracking().Any(a => a.CaseId == caseId && a.Id == id);

    // A browser counts a line break once and sends two characters; half a character is none.
    private static string? Shortened(string? text) => text is not { Length: > 2 * TextLimit } ? text : char.IsHighSurrogate(text[(2 * TextLimit) - 1]) ? text[..((2 * TextLimit) - 1)] : text[..(2 * TextLimit)];

    /// <param name="CaseId">Lead case.</param>
    /// <param name="Said">The rating act or complaint.</param>
    /// <param name="Retaliated">打击报复, else a contact beside the system.</param>
    /// <param name="Text">What happened, where the rater writes it.</param>
    internal sealed record Request(Guid CaseId, Guid Said, bool Retaliated, string? Text);
}
