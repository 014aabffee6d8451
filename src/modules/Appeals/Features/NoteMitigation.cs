using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>附情况说明 — to a negative rating that is not revised: the grade stays, the appraisal may consider it (深圳 第二十二条).</summary>
internal sealed class NoteMitigation(AppDb db, CaseJournal journal, FileAppeal filing, TimeProvider clock) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "rating-unknown", "没有找到这条评价：只能对本单位收到的差评附情况说明。");
    private static readonly Refusal NotHere = new(RefusalKind.Unprocessable, "no-mitigation-here", "本地规则没有情况说明，请按规定提出申诉或办理整改。");
    private static readonly Refusal Noted = new(RefusalKind.Conflict, "mitigation-exists", "这条评价已经附过情况说明。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/appeals/mitigations", async (HttpContext http, NoteMitigation slice, Hands hands, CancellationToken cancel) =>
            (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var request, out var no)
                ? (await slice.RunAsync(request, await hands.OfAsync(http.User), cancel)).ToAnswer(201)
                : no.ToProblem())
        .WithName("note-mitigation").WithSummary("对不接受申诉的差评附情况说明，供绩效考核参考")
        .WithTags("appeals")
        .Accepts<Request>("application/json").Produces<Done>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
        .RequireAuthorization(Access.Own);

    public async Task<Result<Done>> RunAsync(Request request, Hand hand, CancellationToken cancel)
    {
        if (request is not { CaseId: { } caseId, TaskId: { } taskId } || await journal.RatingAsync(caseId, taskId, cancel) is not { } rated || !FileAppeal.IsRated(rated, hand.Scope)
            || !Contestable.IsNegative(filing.RulesOf(rated).Pack, rated))
        {
            return Unknown;
        }

        if (!filing.RulesOf(rated).Pack.Appeal.MitigationNote)
        {
            return NotHere;
        }

        if (No.Missing(null, No.Text("note", "note-missing", request.Note, "请写明情况。")) is { } refusal)
        {
            return refusal;
        }

        if (await db.Mitigations.AnyAsync(m => m.CaseId == caseId && m.TaskId == taskId, cancel))
        {
            return Noted;
        }

        var (now, text, salt) = (clock.Now(), request.Note!.Trim(), Commitment.NewSalt());
        db.Add(new MitigationRow { CaseId = caseId, TaskId = taskId, At = now, By = hand.By.ToString(), Text = text, Salt = salt });
        db.Leave(new MitigationNoted(caseId, rated.Task, now, Commitment.Of(text, salt)), Ids.Derive("mitigation-noted", taskId.ToString()), hand.By, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException) when (db.Mitigations.AsNoTracking().Any(m => m.CaseId == caseId && m.TaskId == taskId))
        {
            return Noted;
        }
    }

    internal sealed record Request(Guid? CaseId, Guid? TaskId, string? Note);
}
