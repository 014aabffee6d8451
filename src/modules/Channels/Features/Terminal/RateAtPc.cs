using Haochaping.Cases.Contracts;
using Haochaping.Channels.Features.Codes;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;

namespace Haochaping.Channels.Features.Terminal;

/// <summary>
/// 专用电脑评价 — on the PC a hall keeps for rating: the case number, and the last characters of the certificate or a code to the phone.
/// A number nobody knows and a certificate that does not fit are told in the same words.
/// </summary>
internal sealed class RateAtPc(ICases cases, IRatingDesk desk, PhoneSteps steps, AskLimiter limiter, TimeProvider clock)
{
    private static readonly Refusal Missing = new(RefusalKind.BadRequest, "pc-required", "请输入办件编号，以及证件号后 6 位。");
    private static readonly Refusal Wrong = new(RefusalKind.NotAllowed, "pc-not-matched", "没有对上：请核对办件编号和证件号后 6 位（或验证码）。办件未办结、已评价或已截止的，也不能在这里评价。");
    private static readonly Refusal TooOften = new(RefusalKind.Busy, "pc-limit", "这个办件编号试得太多了：请 10 分钟后再试，或用短信里的链接评价。");

    /// <summary>The refusal of a code, for the page that comes after: a refused form must not stay in the history of this screen.</summary>
    public static Refusal? Named(string? code) => new[] { Missing, Wrong, TooOften }.FirstOrDefault(r => r.Code == code);

    /// <summary>By certificate: the task to rate and its rater.</summary>
    public async Task<Result<(Guid CaseId, Guid TaskId, PersonToken Rater)>> ByCertificateAsync(string? number, string? certificate, string visitor, CancellationToken cancel)
    {
        if (Parsing.Clean(number) is not { } known || Parsing.Clean(certificate) is not { } digits)
        {
            return Missing;
        }

        if (!await AllowsAsync(known, visitor, cancel))
        {
            return TooOften;
        }

        return await OpenAsync(known, cancel) is { } task && await desk.ProveAsync(task.CaseId, task.TaskId, digits, null, cancel) is { } rater ? (task.CaseId, task.TaskId, rater) : Wrong;
    }

    /// <summary>Sends a code to the phone given when applying; returns the step that <see cref="ByCodeAsync"/> goes on from.</summary>
    public async Task<Result<string>> AskAsync(string? number, string visitor, CancellationToken cancel)
    {
        if (Parsing.Clean(number) is not { } known)
        {
            return Missing;
        }

        if (!await AllowsAsync(known, visitor, cancel))
        {
            return TooOften;
        }

        var task = await OpenAsync(known, cancel);
        if (task is not null)
        {
            await desk.SendCodeAsync(task.CaseId, task.TaskId, cancel);
        }

        return steps.Seal(task?.CaseId, task?.TaskId);
    }

    /// <summary>By the code: the task to rate and its rater.</summary>
    public async Task<Result<(Guid CaseId, Guid TaskId, PersonToken Rater)>> ByCodeAsync(string? step, string? code, CancellationToken cancel) =>
        !string.IsNullOrWhiteSpace(code) && steps.Open(step) is var (caseId, taskId) && await desk.ProveAsync(caseId, taskId, null, code, cancel) is { } rater ? (caseId, taskId, rater) : Wrong;

    private Task<bool> AllowsAsync(string number, string visitor, CancellationToken cancel) => limiter.AllowsAsync(Ids.Derive("pc", number), $"pc {visitor} {number}", cancel);

    private async Task<RatableTask?> OpenAsync(string number, CancellationToken cancel)
    {
        var named = await cases.FindAsync(number, cancel);
        return named.Count > 0 && await desk.FindAsync(new RatableQuery { Cases = named, OpenAt = clock.Now(), Most = 1 }, cancel) is [var task] ? task : null;
    }
}
