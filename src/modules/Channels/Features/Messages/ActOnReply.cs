using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Messages;

/// <summary>执行短信应答 — does what was decided about a message and answers it; the desk alone judges a rating.</summary>
internal sealed class ActOnReply(AppDb db, IRatingDesk desk, INotifications notifications, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>How often a phone is told the same in <see cref="Patience"/>: two machines must not talk to each other for ever.</summary>
    private const int MostSame = 3;

    public async Task<Result<Done>> RunAsync(ReplyRow row, Reply reply, TalkRow? talk, InvitationSent? last)
    {
        var now = clock.Now();
        var said = reply switch
        {
            Reply.Rate rate => await RateAsync(row, rate, talk, now),
            Reply.AskWhich which => AskWhich(row, which, talk, now),
            Reply.AskReason again => new Said(ReplyOutcome.ReasonAsked, ReplyTexts.Reason(talk!.Level!.Value, talk.Until), again.Task),
            Reply.Opt opt => await OptAsync(row, opt),
            Reply.Say { Outcome: ReplyOutcome.NotOffered, About: { } elsewhere } =>
                new Said(ReplyOutcome.NotOffered, ReplyTexts.Of(ReplyOutcome.NotOffered, elsewhere), elsewhere, desk.PathOf(elsewhere.CaseId, elsewhere.TaskId, ChannelKind.RatingPage)),
            Reply.Say say => new Said(say.Outcome, ReplyTexts.Of(say.Outcome, say.About), say.About),
            _ => throw new InvalidOperationException(reply.ToString()),
        };
        if (said.Busy is { } busy)
        {
            return busy; // nothing is saved: the gateway comes again
        }

        await SaveAsync(row, said, last, now);
        return new Done();
    }

    private async Task<Said> RateAsync(ReplyRow row, Reply.Rate rate, TalkRow? talk, DateTimeOffset now)
    {
        if (row.TaskId != rate.Task.TaskId)
        {
            (row.CaseId, row.TaskId) = (rate.Task.CaseId, rate.Task.TaskId);
            await db.SaveChangesAsync(); // whatever happens now, a repeat means the same service
        }

        var given = await desk.RateAsync(new RatingGiven
        {
            CaseId = rate.Task.CaseId, TaskId = rate.Task.TaskId, Level = rate.Level, Text = rate.Reason,
            Channel = rate.Task.ByText, ReceivedAt = now, CapturedAt = rate.GivenAt, Proven = true, // it came from the phone that the applicant gave, over which a code would have gone
        });
        if (given.Is(out var taken, out var refusal))
        {
            if (rate.Reason is not null)
            {
                await EndAsync(talk!);
            }

            return taken.Outcome == RatingOutcome.AlreadyAnswered
                ? new(ReplyOutcome.AlreadyRated, ReplyTexts.Of(ReplyOutcome.AlreadyRated, rate.Task), rate.Task)
                : new(ReplyOutcome.Rated, ReplyTexts.Rated(rate.Level), rate.Task, taken.ReceiptPath);
        }

        return refusal switch
        {
            { Kind: RefusalKind.Busy } => new(default, "", null) { Busy = refusal },
            { Code: "window-closed" or "task-withdrawn" } => new(ReplyOutcome.TooLate, ReplyTexts.Of(ReplyOutcome.TooLate, rate.Task), rate.Task),
            { Code: "rating-differs" } => new(ReplyOutcome.AlreadyRated, ReplyTexts.Of(ReplyOutcome.AlreadyRated, rate.Task), rate.Task),
            { Complaints: [{ Code: "reason-required" }] } => AskReason(row, rate, talk, now),
            _ => new(ReplyOutcome.Refused, refusal.Message, rate.Task, Code: refusal.Complaints is [var first, ..] ? first.Code : refusal.Code),
        };
    }

    // The grade is kept until the reason is here; its own moment decides whether it was in time.
    private Said AskReason(ReplyRow row, Reply.Rate rate, TalkRow? talk, DateTimeOffset now)
    {
        var until = new[] { now + Patience, rate.Task.ClosesAt }.Min();
        var asked = Ask(row, talk, [new(rate.Task.CaseId, rate.Task.TaskId)], until);
        (asked.Level, asked.GivenAt, asked.Reply) = (rate.Level, rate.GivenAt, row.Id);
        return new(ReplyOutcome.ReasonAsked, ReplyTexts.Reason(rate.Level, until), rate.Task);
    }

    private Said AskWhich(ReplyRow row, Reply.AskWhich which, TalkRow? talk, DateTimeOffset now)
    {
        var asked = Ask(row, talk, [.. which.Tasks.Select(t => new ListedTask(t.CaseId, t.TaskId))], now + Patience);
        (asked.Level, asked.GivenAt, asked.Reply) = (null, null, null);
        return new(ReplyOutcome.WhichAsked, ReplyTexts.Which(which.Tasks), which.Tasks[0]);
    }

    private TalkRow Ask(ReplyRow row, TalkRow? talk, IReadOnlyList<ListedTask> listed, DateTimeOffset until)
    {
        if (talk is null)
        {
            db.Add(talk = new TalkRow { PhoneMark = row.PhoneMark, Until = until, Listed = listed, Turn = 0 });
        }

        (talk.Until, talk.Listed, talk.Turn) = (until, listed, talk.Turn + 1);
        return talk;
    }

    private async Task EndAsync(TalkRow talk)
    {
        if (await db.Replies.FirstOrDefaultAsync(r => r.Id == talk.Reply) is { } first)
        {
            first.Outcome = ReplyOutcome.Rated;
        }

        db.Remove(talk);
    }

    private async Task<Said> OptAsync(ReplyRow row, Reply.Opt opt)
    {
        await notifications.OptAsync(db, row.PhoneMark, opt.IsOut, CancellationToken.None);
        return opt.IsOut ? new(ReplyOutcome.OptedOut, ReplyTexts.OptedOut, null) : new(ReplyOutcome.OptedIn, ReplyTexts.OptedIn, null);
    }

    private async Task SaveAsync(ReplyRow row, Said said, InvitationSent? last, DateTimeOffset now)
    {
        (row.Outcome, row.Code) = (said.Outcome, said.Code);
        if (said.About is { } about)
        {
            (row.CaseId, row.TaskId) = (about.CaseId, about.TaskId);
            (row.Institution, row.Region, row.CaseNumber) = (about.Place.Institution, about.Place.Region, about.Place.CaseNumber);
        }

        if (await IsWorthSayingAsync(row, said.Outcome, now))
        {
            row.Answer = said.Text;
            if (last is not null)
            {
                row.IsQueued = true;
                await notifications.QueueAsync(
                    db,
                    [new Message(Ids.Derive("sms-answer", row.Id.ToString()), said.About?.CaseId ?? last.CaseId, said.About?.Rater ?? last.Recipient, MessagePurposes.Answer, said.Text, now, said.Link, now + Patience)],
                    CancellationToken.None);
            }
        }

        await db.SaveChangesAsync();
    }

    private async Task<bool> IsWorthSayingAsync(ReplyRow row, ReplyOutcome outcome, DateTimeOffset now)
    {
        var (since, most) = (now - Patience, outcome == ReplyOutcome.NotUnderstood ? 1 : MostSame);
        return outcome is ReplyOutcome.Rated
            || await db.Replies.CountAsync(r => r.PhoneMark == row.PhoneMark && r.Outcome == outcome && r.Answer != null && r.ReceivedAt > since && r.Id != row.Id) < most;
    }

    private sealed record Said(ReplyOutcome Outcome, string Text, RatableTask? About, string? Link = null, string? Code = null)
    {
        public Refusal? Busy { get; init; }
    }
}
