using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Publication.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Publication.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Publication.Features;

/// <summary>发布 — makes the draft an issue, for ever.</summary>
internal sealed class PublishIssue(AppDb db, DraftIssue draft)
{
    /// <summary>Publishes what the publisher has seen, and nothing else.</summary>
    /// <param name="period">The days it is about.</param>
    /// <param name="seen">Fingerprint of the figures in the preview.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="cancel">Before it is saved.</param>
    /// <returns>The number of the issue.</returns>
    public async Task<Result<int>> RunAsync(Period period, string seen, Actor by, CancellationToken cancel)
    {
        if (!(await draft.RunAsync(period, cancel)).Is(out var snapshot, out var refusal))
        {
            return refusal;
        }

        if (snapshot.Fingerprint() != seen)
        {
            return new Refusal(RefusalKind.Conflict, "figures-moved", "预览之后数据有了变化，没有发布。请核对新的预览，再确认一次。");
        }

        if (snapshot.Replaces is { } before && await IsTheSameAsync(snapshot, before, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "nothing-new", $"与第 {before} 期相比没有变化，无需再次发布。");
        }

        return await SaveAsync(snapshot, by, cancel);
    }

    private async Task<bool> IsTheSameAsync(Snapshot snapshot, int before, CancellationToken cancel)
    {
        var earlier = Snapshot.Read(await db.Issues.Where(i => i.Number == before).Select(i => i.Body).SingleAsync(cancel));
        return (earlier with { Number = snapshot.Number, Replaces = snapshot.Replaces }).Fingerprint() == snapshot.Fingerprint();
    }

    private async Task<Result<int>> SaveAsync(Snapshot snapshot, Actor by, CancellationToken cancel)
    {
        var body = snapshot.ToBytes();
        var issue = new IssueRow
        {
            Number = snapshot.Number, From = snapshot.Period.From, To = snapshot.Period.To, Final = snapshot.Final, Replaces = snapshot.Replaces,
            GeneratedAt = snapshot.GeneratedAt, Hash = Snapshot.HashOf(body), Body = body,
        };
        db.Add(issue);
        db.Leave(
            new IssuePublished(IssueRow.IdOf(issue.Number), issue.Number, issue.From, issue.To, issue.Final, issue.Replaces, issue.Hash, snapshot.Log.TreeSize, snapshot.Log.Root),
            Ids.Derive("issue-published", issue.Number.ToString()), by, issue.GeneratedAt);
        try
        {
            await db.SaveChangesAsync(cancel);
            return issue.Number;
        }
        catch (DbUpdateException) when (db.Issues.AsNoTracking().Any(i => i.Number == issue.Number))
        {
            return new Refusal(RefusalKind.Conflict, "number-taken", $"第 {issue.Number} 期刚刚由他人发布，没有重复发布。请重新预览。");
        }
    }
}
