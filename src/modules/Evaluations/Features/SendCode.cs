using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 发送手机验证码 — to the phone in the vault, never to one that is typed in (深圳 第十六条, C11). Three a day for one task, a minute
/// apart; the newest alone is good. The citizen is waiting, so night hours do not hold it.
/// </summary>
internal sealed class SendCode(AppDb db, IVault vault, INotifications notifications, IRulePacks packs, Links links, IKeys keys, TimeProvider clock) : ISlice
{
    private static readonly Refusal Closed = new(RefusalKind.Conflict, "task-not-open", "这次服务已评价或已截止，不再需要验证码。");
    private static readonly Refusal NoPhone = new(RefusalKind.Unprocessable, "code-no-phone", "不能发送验证码：办理时没有登记手机号，或本地规定不用验证码。请用证件号后 6 位核验，或到窗口评价。");
    private static readonly Refusal TooMany = new(RefusalKind.NotAllowed, "code-limit", "验证码每分钟最多发送 1 次，24 小时内最多 3 次：请稍后再试，或用证件号后 6 位核验。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/tasks/{token}/code", async (string token, SendCode slice, CancellationToken cancel) => (await slice.RunAsync(token, cancel)).ToAnswer(202))
        .WithName("send-code").WithSummary("实名核验：向办理时登记的手机发送 6 位验证码").Produces<Answer>(202).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422)
        .AllowAnonymous();

    public async Task<Result<Answer>> RunAsync(string? token, CancellationToken cancel)
    {
        // parse
        if (await links.OpenAsync(token, cancel) is not { } link)
        {
            return SubmitEvaluation.BadLink;
        }

        // load
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.CaseId == link.CaseId && t.TaskId == link.TaskId, cancel) is not { } task)
        {
            return SubmitEvaluation.BadLink;
        }

        var phone = await PhoneTailAsync(task, packs.Get(PackRef.Parse(task.Pack)), vault, cancel);

        // decide
        var now = clock.Now();
        if (task.State != TaskState.Open || now >= task.ClosesAt)
        {
            return Closed;
        }

        if (phone is null)
        {
            return NoPhone;
        }

        // save
        return await SaveAsync(link, task, now, cancel) ? new Answer(phone, now + PhoneCode.Life) : TooMany;
    }

    /// <summary>The last two digits of the phone a code would go to, or null where none can be sent.</summary>
    public static async Task<string?> PhoneTailAsync(TaskRow task, RulePack pack, IVault vault, CancellationToken cancel) =>
        task.Rater is { } rater && pack.Identity.BareLinkProof.Contains(LinkProof.PhoneCode)
        && (await vault.MaskAsync([new PersonToken(rater)], cancel)).TryGetValue(new PersonToken(rater), out var person)
            ? PhoneCode.Tail(person.Phone)
            : null;

    // Code, count and message are one transaction: whoever asks twice at once gets one message.
    private async Task<bool> SaveAsync(TaskToken link, TaskRow task, DateTimeOffset now, CancellationToken cancel)
    {
        var code = PhoneCode.New();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await ClaimAsync(link, PhoneCode.Hash(link, code, keys), now, cancel))
        {
            return false;
        }

        await notifications.CancelAsync(db, [task.CaseId], [MessagePurposes.Code], cancel);
        await notifications.QueueAsync(db, [MessageOf(task, code, now)], cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task<bool> ClaimAsync(TaskToken link, string hash, DateTimeOffset now, CancellationToken cancel)
    {
        var (yesterday, expires, pausedUntil) = (now.AddDays(-1), now + PhoneCode.Life, now + PhoneCode.Life - PhoneCode.Pause);
        var mine = db.Codes.Where(c => c.CaseId == link.CaseId && c.TaskId == link.TaskId);
        await mine.Where(c => c.Since <= yesterday).ExecuteDeleteAsync(cancel);
        var claimed = await mine.Where(c => c.Sends < PhoneCode.MostSends && c.ExpiresAt <= pausedUntil).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Hash, hash).SetProperty(c => c.ExpiresAt, expires).SetProperty(c => c.Tries, 0).SetProperty(c => c.Sends, c => c.Sends + 1), cancel);
        if (claimed == 1)
        {
            return true;
        }

        if (await mine.AnyAsync(cancel))
        {
            return false;
        }

        db.Add(new CodeRow { CaseId = link.CaseId, TaskId = link.TaskId, Hash = hash, ExpiresAt = expires, Tries = 0, Sends = 1, Since = now });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // asked twice in the same moment: the other one sends
        }
    }

    private static Message MessageOf(TaskRow task, string code, DateTimeOffset now) => new(
        Ids.Derive("phone-code", task.TaskId.ToString(), now.ToUnixTimeMilliseconds().ToString()),
        task.CaseId,
        task.Rater!.Value,
        MessagePurposes.Code,
        "评价验证码（10 分钟内有效，请勿告诉他人）：",
        now,
        ExpiresAt: now + PhoneCode.Life,
        Secret: code);

    /// <summary>Last two digits of the phone, and until when the code is good.</summary>
    internal sealed record Answer(string PhoneTail, DateTimeOffset ExpiresAt);
}
