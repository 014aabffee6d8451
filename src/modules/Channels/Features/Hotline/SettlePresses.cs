using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Hotline;

/// <summary>登记话务评价 — hands presses in as soon as their task is there; one whose contact never comes is refused in the end, never forgotten.</summary>
internal sealed class SettlePresses(AppDb db, IRatingDesk desk, IRulePacks packs, TimeProvider clock) : IJob
{
    private const int BatchSize = 100;

    /// <summary>How long a press waits for its contact.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(10);

    private static readonly Refusal NoContact = new(RefusalKind.NotFound, "contact-unknown", "一直没有收到这次通话（或办件）的办结信息：请先通过办件接口汇聚，再以新的 callId 重发。");
    private static readonly Refusal OtherOperator = new(RefusalKind.Unprocessable, "operator-differs", "话务员工号与该次通话登记的不一致：请核对 contactNumber 和 operator。");
    private static readonly Refusal OwnService = new(RefusalKind.NotAllowed, "operator-served", "回访评价不能由提供该次服务的人员采集：请换人回访。");

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var settled = 0;
        foreach (var row in await db.Presses.Where(p => p.State == PressState.Waiting).OrderBy(p => p.ReceivedAt).Take(BatchSize).ToListAsync(cancel))
        {
            settled += await TryAsync(row, cancel) ? 1 : 0;
        }

        return settled;
    }

    /// <summary>Hands one in; false while it has to wait.</summary>
    public async Task<bool> TryAsync(PressRow row, CancellationToken cancel)
    {
        var task = (await desk.FindAsync(new RatableQuery { Cases = [row.CaseId], Institution = row.Institution }, cancel)).FirstOrDefault(t => t.Kind.IsWhole);
        var now = clock.Now();
        if (task is null && now < row.ReceivedAt + Patience)
        {
            return false;
        }

        var refusal = task is null ? NoContact : Misfit(row, task);
        if (refusal is null)
        {
            var given = await desk.RateAsync(new RatingGiven
            {
                CaseId = task!.CaseId, TaskId = task.TaskId, Level = row.Level, Channel = row.Channel, ReceivedAt = row.ReceivedAt, CapturedAt = row.PressedAt,
                Proven = true, // the call itself: the caller's number is the applicant's of the contact (S18)
            });
            if (given.Is(out var taken, out refusal))
            {
                (row.State, row.ReceiptCode) = (taken.Outcome == RatingOutcome.AlreadyAnswered ? PressState.AlreadyAnswered : PressState.Recorded, taken.ReceiptCode);
            }
            else if (refusal.Kind == RefusalKind.Busy)
            {
                return false;
            }
        }

        if (refusal is not null)
        {
            (row.State, row.Code, row.Message) = (PressState.Refused, refusal.Code, refusal.Message);
        }

        db.Leave(
            new PhoneRatingSettled(task?.CaseId ?? row.CaseId, row.Id, task?.Place, ChannelCodes.Code(row.Channel), row.Operator, row.Level, row.PressedAt, Wire(row.State), row.Code),
            Ids.Derive("phone-rating-settled", row.Id.ToString()), Actor.House, now);
        return await SaveAsync(cancel);
    }

    public static string Wire(PressState state) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    // The pack that judges the task says which channels there are; nobody collects a rating of their own service.
    private Refusal? Misfit(PressRow row, RatableTask task) =>
        packs.Get(PackRef.Parse(task.Pack)).Closed(row.Channel)
        ?? (row.Channel == ChannelKind.HotlineVoice && task.Place.Staff is { } rated && rated != row.Operator ? OtherOperator
            : row.Channel == ChannelKind.PhoneRevisitRating && task.Place.Staff is { } served && served == row.Operator ? OwnService
            : null);

    private async Task<bool> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // another node settled it in the same moment, with the same result
            return true;
        }
    }
}
