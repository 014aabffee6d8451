using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 实名核验 — behind a bare link, the last six characters of the certificate prove who rates where real names are mandatory
/// (深圳 第十六条, C11). Five wrong tries close the way for a day; the answer never says whether a certificate is known.
/// </summary>
internal sealed class ProveRater(AppDb db, IVault vault, Proofs proofs, IKeys keys, TimeProvider clock) : ISlice
{
    private const int MostTries = 5;
    private const int Digits = 6;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/tasks/{token}/proof", async (string token, HttpContext http, ProveRater slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(token, request.Certificate, http.RequestAborted)).Then<Answer>(proof => new Answer(proof)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("prove-rater").WithSummary("实名核验：证件号后六位").Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(403)
        .AllowAnonymous();

    public async Task<Result<string>> RunAsync(string? token, string? digits, CancellationToken cancel)
    {
        // parse
        if (TaskToken.Open(token, keys) is not { } link)
        {
            return SubmitEvaluation.BadLink;
        }

        var typed = Parsing.Clean(digits)?.ToUpperInvariant();
        if (typed?.Length != Digits)
        {
            return new Refusal(RefusalKind.BadRequest, "proof-malformed", $"请输入证件号后 {Digits} 位。");
        }

        // load: the try is counted before it is judged, so that racing tries count too
        var now = clock.Now();
        if (await CountAsync(link, now, cancel) > MostTries)
        {
            return new Refusal(RefusalKind.NotAllowed, "proof-locked", "核验次数过多，请 24 小时后再试，或致电 12345。");
        }

        // decide
        var rater = await db.Tasks.AsNoTracking().Where(t => t.CaseId == link.CaseId && t.TaskId == link.TaskId).Select(t => t.Rater).FirstOrDefaultAsync(cancel);
        var proven = await vault.MatchesAsync(new PersonToken(rater ?? Guid.Empty), ProofKind.Certificate, typed, cancel);
        return proven && rater is not null
            ? proofs.Issue(link)
            : new Refusal(RefusalKind.NotAllowed, "proof-wrong", "与办理时登记的证件不一致，请核对后重试。");
    }

    private async Task<int> CountAsync(TaskToken link, DateTimeOffset now, CancellationToken cancel)
    {
        var yesterday = now.AddDays(-1);
        await db.Proofs.Where(p => p.CaseId == link.CaseId && p.TaskId == link.TaskId && p.Since < yesterday).ExecuteDeleteAsync(cancel);
        var counted = await db.Proofs.Where(p => p.CaseId == link.CaseId && p.TaskId == link.TaskId)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Attempts, p => p.Attempts + 1), cancel);
        if (counted == 0)
        {
            db.Add(new ProofRow { CaseId = link.CaseId, TaskId = link.TaskId, Attempts = 1, Since = now });
            await db.SaveChangesAsync(cancel);
            return 1;
        }

        return await db.Proofs.Where(p => p.CaseId == link.CaseId && p.TaskId == link.TaskId).Select(p => p.Attempts).FirstAsync(cancel);
    }

    /// <summary>Last six characters of the certificate.</summary>
    internal sealed record Request(string? Certificate);

    /// <summary>To be sent along with the rating; good for thirty minutes.</summary>
    internal sealed record Answer(string Proof);
}
