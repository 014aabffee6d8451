using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Messages;

/// <summary>
/// 接收短信回复 — a text message from a phone that was invited: a grade, a reason, a keyword. The phone is turned into its mark at
/// the door; neither number nor words are kept, but the reason, which is part of the rating.
/// </summary>
internal sealed class TakeReply(AppDb db, IVault vault, IOutbox outbox, IRatingDesk desk, IRulePacks packs, ActOnReply act, TimeProvider clock) : ISlice
{
    private const int LongestText = 1000;
    private const int FewestDigits = 7;
    private const int MostAttempts = 6;
    private static readonly TimeSpan Reach = TimeSpan.FromDays(180); // longer than any window

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/sms/replies", async (HttpContext http, TakeReply slice) =>
        {
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(request, http.User.ToActor())).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("take-sms-reply").WithSummary("接收短信回复（评价、退订、帮助）；同一 messageId 重复提交返回同一结果")
        .WithTags("channels").Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400)
        .RequireAuthorization(Access.Scope("sms:write"));

    public async Task<Result<Answer>> RunAsync(Request request, Actor by)
    {
        // parse
        var now = clock.Now();
        var parsing = new Parsing();
        var message = parsing.Text("messageId", request.MessageId, 80, required: true) ?? "";
        var phone = parsing.Text("phone", request.Phone, 30, required: true) ?? "";
        var text = parsing.Text("text", request.Text, LongestText) ?? "";
        var saidAt = parsing.Instant("receivedAt", request.ReceivedAt, now.AddMinutes(5));
        if (phone.Length > 0 && phone.Count(char.IsDigit) < FewestDigits)
        {
            parsing.Complain("phone", "bad-phone", "phone 不是电话号码：请填发信人的手机号。");
        }

        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-reply");
        }

        var (id, mark) = (Ids.Derive("sms-reply", by.Id, message), vault.MarkOf(phone));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TakeAsync(id, mark, text, saidAt, now);
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                db.ChangeTracker.Clear(); // the same message, or another of this phone, in the same moment: look again
            }
        }
    }

    private async Task<Result<Answer>> TakeAsync(Guid id, Guid mark, string text, DateTimeOffset? saidAt, DateTimeOffset now)
    {
        // load
        if (await db.Replies.FirstOrDefaultAsync(r => r.Id == id) is not { } row)
        {
            db.Add(row = new ReplyRow { Id = id, PhoneMark = mark, ReceivedAt = now });
            await db.SaveChangesAsync();
        }

        if (row.Outcome is not null)
        {
            return Answer.Of(row);
        }

        var said = saidAt ?? row.ReceivedAt;
        var sent = await outbox.SentToAsync(mark, now - Reach, CancellationToken.None);
        var all = await TasksAsync(sent);
        var tasks = all.Where(t => packs.Get(PackRef.Parse(t.Pack)).Closed(t.ByText) is null).ToList();
        var talk = await db.Talks.FirstOrDefaultAsync(t => t.PhoneMark == mark);

        // decide
        var word = ReplyWord.Read(text);
        var begun = tasks.FirstOrDefault(t => t.CaseId == row.CaseId && t.TaskId == row.TaskId);
        var reply = begun is not null && word.Level is { } level && talk?.Level is null
            ? new Reply.Rate(begun, level, null, said) // a crash came between the rating and its answer
            : tasks.Count == 0 && all is [var latest, ..] && word.Kind is not (ReplyKind.OptOut or ReplyKind.OptIn)
            ? new Reply.Say(ReplyOutcome.NotOffered, latest) // no rating by text message there: the link
            : Reply.Decide(word, text, tasks, talk?.Until > said ? talk : null, said);

        // save
        return (await act.RunAsync(row, reply, talk, sent.Count > 0 ? sent[0] : null)).Then<Answer>(_ => Answer.Of(row));
    }

    private async Task<IReadOnlyList<RatableTask>> TasksAsync(IReadOnlyList<InvitationSent> sent)
    {
        var cases = sent.Select(s => s.CaseId).ToHashSet();
        List<RatableTask> tasks = [];
        foreach (var rater in sent.Select(s => s.Recipient).Distinct())
        {
            tasks.AddRange((await desk.FindAsync(new RatableQuery { Rater = rater }, CancellationToken.None)).Where(t => cases.Contains(t.CaseId)));
        }

        return [.. tasks.OrderByDescending(t => t.CompletedAt).ThenBy(t => t.TaskId)];
    }

    /// <summary>A message as it arrives.</summary>
    /// <param name="MessageId">The gateway's number of the message.</param>
    /// <param name="Phone">Who sent it.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="ReceivedAt">When the gateway received it, where it says so: this decides whether it was in time.</param>
    internal sealed record Request(string? MessageId, string? Phone, string? Text, string? ReceivedAt);

    /// <summary>What became of it, what the person is told, and whether this house sends that; else the gateway may.</summary>
    internal sealed record Answer(string Outcome, string? Text, bool Queued)
    {
        public static Answer Of(ReplyRow row) => new(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(row.Outcome.ToString()!), row.Answer, row.IsQueued);
    }
}
