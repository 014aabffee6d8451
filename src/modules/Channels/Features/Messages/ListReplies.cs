using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Messages;

/// <summary>短信回复列表 — what was not understood or refused, the latest first; without number and words.</summary>
internal sealed class ListReplies(AppDb db)
{
    public const int PageSize = 20;

    /// <summary>Outcomes that somebody should look at.</summary>
    public static IReadOnlyList<ReplyOutcome> Troubled { get; } =
        [ReplyOutcome.NotUnderstood, ReplyOutcome.NotInvited, ReplyOutcome.AlreadyRated, ReplyOutcome.TooLate, ReplyOutcome.ReasonMissing, ReplyOutcome.Refused, ReplyOutcome.NotOffered];

    public async Task<RepliesOnPage> RunAsync(ReplyOutcome? outcome, string? number, PageKey? after, StaffScope scope, CancellationToken cancel)
    {
        var rows = db.Replies.AsNoTracking().SeenBy(scope);
        rows = outcome is { } one ? rows.Where(r => r.Outcome == one) : rows.Where(r => r.Outcome != null && Troubled.Contains(r.Outcome.Value));
        rows = number is null ? rows : rows.Where(r => r.CaseNumber == number);
        rows = after is { } last ? rows.Where(r => r.ReceivedAt < last.At || (r.ReceivedAt == last.At && r.Id.CompareTo(last.Id) < 0)) : rows;
        var found = await rows.OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        return new(page, found.Count > page.Count ? new PageKey(page[^1].ReceivedAt, page[^1].Id) : null);
    }
}

/// <summary>One page of replies.</summary>
internal sealed record RepliesOnPage(IReadOnlyList<ReplyRow> Items, PageKey? Next);
