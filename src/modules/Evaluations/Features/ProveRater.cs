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
/// 实名核验 — behind a bare link, the last six characters of the certificate or a code sent to the phone prove who rates where real
/// names are mandatory (深圳 第十六条, C11). Five tries and the way is closed; the answer never says whether a certificate is known.
/// </summary>
internal sealed class ProveRater(AppDb db, IVault vault, ILimits limits, Proofs proofs, Links links, IKeys keys, TimeProvider clock) : ISlice
{
    private const int MostTries = 5;
    private const int Digits = 6;
    private static readonly Refusal CodeOver = new(RefusalKind.NotAllowed, "code-expired", "验证码已过期或已使用：请重新获取验证码。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/tasks/{token}/proof", async (string token, HttpContext http, ProveRater slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(token, request.Certificate, request.Code, http.RequestAborted)).Then<Answer>(proof => new Answer(proof)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("prove-rater").WithSummary("实名核验：证件号后六位 certificate，或手机验证码 code").Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(403)
        .AllowAnonymous();

    public async Task<Result<string>> RunAsync(string? token, string? certificate, string? code, CancellationToken cancel)
    {
        if (await links.OpenAsync(token, cancel) is not { } link)
        {
            return SubmitEvaluation.BadLink;
        }

        return Parsing.Clean(code) is { } digits ? await ByCodeAsync(link, digits, cancel) : await ByCertificateAsync(link, certificate, cancel);
    }

    /// <summary>Whoever is signed in as the rater of the task has proven it already: the proof, or null for anybody else.</summary>
    public async Task<string?> ByPresenceAsync(string? token, PersonToken present, CancellationToken cancel) =>
        await links.OpenAsync(token, cancel) is { } link && await db.Tasks.AnyAsync(t => t.CaseId == link.CaseId && t.TaskId == link.TaskId && t.Rater == present.Value, cancel)
            ? proofs.Issue(link)
            : null;

    private async Task<Result<string>> ByCertificateAsync(TaskToken link, string? certificate, CancellationToken cancel)
    {
        // parse
        var typed = Parsing.Clean(certificate)?.ToUpperInvariant();
        if (typed?.Length != Digits)
        {
            return new Refusal(RefusalKind.BadRequest, "certificate-malformed", $"请输入证件号后 {Digits} 位，或手机验证码。");
        }

        // load: the try is counted before it is judged, so that racing tries count too
        if (!await limits.AllowsAsync("certificate", $"{link.CaseId}/{link.TaskId}", MostTries, TimeSpan.FromDays(1), cancel))
        {
            return new Refusal(RefusalKind.NotAllowed, "proof-locked", "核验次数过多，请 24 小时后再试，或致电 12345。");
        }

        // decide
        var rater = await db.Tasks.AsNoTracking().Where(t => t.CaseId == link.CaseId && t.TaskId == link.TaskId).Select(t => t.Rater).FirstOrDefaultAsync(cancel);
        var proven = await vault.MatchesAsync(new PersonToken(rater ?? Guid.Empty), ProofKind.Certificate, typed, cancel);
        return proven && rater is not null
            ? proofs.Issue(link)
            : new Refusal(RefusalKind.NotAllowed, "certificate-wrong", "与办理时登记的证件不一致，请核对后重试。");
    }

    private async Task<Result<string>> ByCodeAsync(TaskToken link, string typed, CancellationToken cancel)
    {
        // parse
        if (typed.Length != PhoneCode.Digits || !typed.All(char.IsAsciiDigit))
        {
            return new Refusal(RefusalKind.BadRequest, "code-malformed", $"验证码是 {PhoneCode.Digits} 位数字，请核对后重试。");
        }

        // load: counted before it is judged
        var mine = db.Codes.Where(c => c.CaseId == link.CaseId && c.TaskId == link.TaskId);
        await mine.ExecuteUpdateAsync(set => set.SetProperty(c => c.Tries, c => c.Tries + 1), cancel);
        var sent = await mine.AsNoTracking().FirstOrDefaultAsync(cancel);

        // decide
        if (sent?.Hash is null || clock.Now() >= sent.ExpiresAt)
        {
            return CodeOver;
        }

        if (sent.Tries > PhoneCode.MostTries)
        {
            return new Refusal(RefusalKind.NotAllowed, "code-locked", "验证码输错次数过多，已失效：请重新获取验证码。");
        }

        if (!PhoneCode.Matches(link, typed, sent.Hash, keys))
        {
            return new Refusal(RefusalKind.NotAllowed, "phone-code-wrong", "验证码不正确，请核对后重试。");
        }

        // save: whoever uses it first has used it
        var used = await mine.Where(c => c.Hash == sent.Hash).ExecuteUpdateAsync(set => set.SetProperty(c => c.Hash, (string?)null), cancel);
        return used == 1 ? proofs.Issue(link) : CodeOver;
    }

    /// <summary>Last six characters of the certificate, or the code.</summary>
    internal sealed record Request(string? Certificate, string? Code);

    /// <summary>To be sent along with the rating; good for thirty minutes.</summary>
    internal sealed record Answer(string Proof);
}
