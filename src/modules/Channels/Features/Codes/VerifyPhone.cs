using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;

namespace Haochaping.Channels.Features.Codes;

/// <summary>
/// 手机核验 — somebody at a window shows by their phone who they are. The code goes to the phone in the vault of whoever was served there
/// and can still rate; whether that is anybody is told by nothing: same words, same step, same refusal.
/// </summary>
internal sealed class VerifyPhone(ScanCode scan, IRatingDesk desk, IVault vault, PhoneSteps steps, AskLimiter limiter)
{
    private const int Digits = 11;
    private static readonly Refusal Malformed = new(RefusalKind.BadRequest, "phone-malformed", "请输入办理时登记的 11 位手机号。");
    private static readonly Refusal TooOften = new(RefusalKind.Busy, "phone-limit", "验证码要得太多了：请 10 分钟后再试，或用短信里的链接评价。");
    private static readonly Refusal Wrong = new(RefusalKind.NotAllowed, "place-code-phone-wrong", "验证码不正确或已失效：请核对，或重新获取。");

    /// <summary>Sends the code; returns the sealed step that <see cref="ConfirmAsync"/> goes on from, with nothing of the phone in it.</summary>
    public async Task<Result<string>> AskAsync(PlaceCodeRow place, string? typed, string visitor, CancellationToken cancel)
    {
        // parse
        var phone = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        if (phone.Length != Digits)
        {
            return Malformed;
        }

        if (!await limiter.AllowsAsync(vault.TokenOf(new PersonalData(Phone: phone), place.Id).Value, $"{place.Id:N} {visitor}", cancel))
        {
            return TooOften;
        }

        // load
        var open = await scan.OpenServicesAsync(place, cancel);
        var hers = await vault.WithPhoneAsync([.. open.Select(t => t.Rater).OfType<Guid>().Distinct().Select(r => new PersonToken(r))], phone, cancel);

        // decide: the latest service of the person with this phone
        var task = open.FirstOrDefault(t => t.Rater is { } rater && hers.Contains(new PersonToken(rater)));

        // save
        if (task is not null)
        {
            await desk.SendCodeAsync(task.CaseId, task.TaskId, cancel);
        }

        return steps.Seal(task?.CaseId, task?.TaskId);
    }

    /// <summary>Who it is, once the code is right.</summary>
    public async Task<Result<PersonToken>> ConfirmAsync(string? step, string? code, CancellationToken cancel) =>
        !string.IsNullOrWhiteSpace(code) && steps.Open(step) is var (caseId, taskId) && await desk.ProveAsync(caseId, taskId, null, code, cancel) is { } rater ? rater : Wrong;
}
