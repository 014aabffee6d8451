using Haochaping.Cases.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain.Devices;
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

namespace Haochaping.Channels.Features.Devices;

/// <summary>交入评价 — hands one rating that a device delivered to the desk and writes down what became of it. Repeating it changes nothing: the desk knows its own answer.</summary>
internal sealed class HandInRating(AppDb db, IRatingDesk desk, ICases cases, TimeProvider clock)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LaterAgain = TimeSpan.FromMinutes(10);

    /// <summary>How long a rating waits for its case: a hall whose line was cut reports late.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private static readonly Refusal NoTask = new(RefusalKind.NotFound, "task-not-found", "没有找到这个办件编号的可评价服务，评价已留存，未计入。");

    public async Task RunAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await db.DeviceRatings.SingleAsync(r => r.Id == id, cancel) is not { State: DeviceRatingState.Waiting } row)
        {
            return;
        }

        var device = await db.Devices.AsNoTracking().SingleAsync(d => d.Id == row.Device, cancel);
        var now = clock.Now();
        if (await GivenAsync(row, device, cancel) is not { } given)
        {
            (row.Code, row.Message, row.RetryAt) = (NoTask.Code, NoTask.Message, now + LaterAgain);
            Settle(row, device, now - row.ReceivedAt > Longest ? DeviceRatingState.NotAdopted : DeviceRatingState.Waiting, now);
        }
        else if ((await desk.RateAsync(given)).Is(out var taken, out var refusal))
        {
            (row.Code, row.Message, row.ReceiptPath) = (null, null, taken.ReceiptPath);
            Settle(row, device, taken.Outcome == RatingOutcome.AlreadyAnswered ? DeviceRatingState.AlreadyAnswered : DeviceRatingState.Adopted, now);
            await EndPromptAsync(row, now, cancel);
        }
        else
        {
            (row.Code, row.Message, row.RetryAt) = (refusal.Code, refusal.Message, now + SoonAgain);
            Settle(row, device, refusal.Kind == RefusalKind.Busy ? DeviceRatingState.Waiting : DeviceRatingState.NotAdopted, now);
        }

        await db.SaveChangesAsync(cancel);
    }

    // Proven: the service was put on the screen for this person, or was handled at this very window.
    private async Task<RatingGiven?> GivenAsync(DeviceRatingRow row, DeviceRow device, CancellationToken cancel)
    {
        if (row.Prompt is { } id)
        {
            var prompt = await db.Prompts.AsNoTracking().SingleAsync(p => p.Id == id, cancel);
            return Given(row, prompt.CaseId, prompt.TaskId, proven: true);
        }

        var named = await cases.FindAsync(row.CaseNumber!, cancel);
        var tasks = named.Count == 0 ? [] : (await desk.FindAsync(new() { Cases = named }, cancel))
            .Where(t => t.Kind.IsWhole && t.CompletedAt <= row.CapturedAt + CaptureTime.Tolerance).ToList();
        var task = tasks.Find(t => IsHere(t.Place, device)) ?? tasks.Find(t => t.Place.Institution == device.Institution);
        return task is null ? null : Given(row, task.CaseId, task.TaskId, IsHere(task.Place, device));
    }

    private static bool IsHere(ServicePlace place, DeviceRow device) => place.Window == device.Window && (place.Hall ?? "") == device.Hall && place.Institution == device.Institution;

    private static RatingGiven Given(DeviceRatingRow row, Guid caseId, Guid taskId, bool proven) => new()
    {
        CaseId = caseId, TaskId = taskId, Level = row.Content!.Level, Tags = row.Content.Tags, Text = row.Content.Text, Private = row.Content.Private,
        Indicators = row.Content.Indicators, Questions = row.Content.Questions, Linked = row.Content.Linked, Assisted = row.Content.Assisted,
        Channel = ChannelKind.WindowDevice, ReceivedAt = row.ReceivedAt, CapturedAt = row.CapturedAt, Proven = proven,
    };

    private void Settle(DeviceRatingRow row, DeviceRow device, DeviceRatingState state, DateTimeOffset now)
    {
        row.State = state;
        if (state == DeviceRatingState.Waiting)
        {
            return;
        }

        row.RetryAt = null;
        row.Content = state == DeviceRatingState.NotAdopted ? row.Content : null;
        if (state == DeviceRatingState.NotAdopted)
        {
            db.Leave(new DeviceRatingNotAdopted(device.Id, device.Place, row.Id, row.Counter, row.Code!), Ids.Derive("device-rating-not-adopted", row.Id.ToString()), Actor.House, now);
        }
    }

    private Task<int> EndPromptAsync(DeviceRatingRow row, DateTimeOffset now, CancellationToken cancel) =>
        db.Prompts.Where(p => p.Id == row.Prompt && p.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, now).SetProperty(p => p.ShownAt, p => p.ShownAt ?? p.GivenAt), cancel);
}

/// <summary>补交评价 — what was taken in and not handed in yet: after a crash, a full store, or before its case was reported.</summary>
internal sealed class HandInWaitingRatings(AppDb db, HandInRating handIn, TimeProvider clock) : IJob
{
    private const int BatchSize = 100;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var due = await db.DeviceRatings.AsNoTracking().Where(r => r.State == DeviceRatingState.Waiting && r.RetryAt <= now).OrderBy(r => r.RetryAt).Take(BatchSize).Select(r => r.Id).ToListAsync(cancel);
        foreach (var id in due)
        {
            await handIn.RunAsync(id, cancel);
        }

        return due.Count;
    }
}
