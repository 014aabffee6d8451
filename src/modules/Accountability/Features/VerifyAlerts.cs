using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Accountability.Features;

/// <summary>核验预警处置 — no alert disappears or is slipped in, and each stands where its facts left it; every text has its commitment.</summary>
internal sealed class VerifyAlerts(FactTypes types) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(AlertStory.Wanted, cancel))
        {
            var stories = page.Say(facts => AlertStory.Of(facts).Select(s => (s.Key, s)));
            var query = page.Of(db.Alerts, a => a.CaseId).Select(a => new
            {
                a.CaseId, a.Id, a.About, a.Unit, a.Region, a.Authority, a.RaisedAt, a.Note, a.NoteSalt, a.State, a.Measure, a.Leader, a.Due, a.DecidedAt, a.Reason, a.ReasonSalt,
                a.OverdueAt, a.FinishedAt, a.Outcome, a.OutcomeSalt, a.Version, a.Concerned,
            });
            await page.MatchAsync("accountability_alerts", query, 2, stories, (row, c, story) =>
            {
                var about = story.Raised.Alert;
                row.SaysJson("about", c[2], about);
                row.Says("unit", c[3], about.Unit);
                row.Says("region", c[4], about.Region);
                row.Says("authority", c[5], about.Authority);
                row.Says("raised_at", c[6], story.Raised.At);
                Text(row, "note", c[7], c[8], story.Raised.Note);
                row.Says("state", c[9], story.State);
                row.Says("measure", c[10], story.Decided?.Measure);
                row.Says("leader", c[11], story.Decided?.Leader == true);
                row.Says("due", c[12], story.Decided?.Due);
                row.Says("decided_at", c[13], story.Decided?.At);
                Text(row, "reason", c[14], c[15], story.Decided?.Reason);
                row.Says("overdue_at", c[16], story.OverdueAt);
                row.Says("finished_at", c[17], story.Finished?.At);
                Text(row, "outcome", c[18], c[19], story.Finished?.Outcome);
                row.Says("version", c[20], story.Version);
                row.Says("concerned", c[21], string.Concat(about.Concerned.Select(Alert.Mark)));
            }, cancel);
        }
    }

    private static void Text(RowCheck row, string column, RawCell cell, RawCell salted, string? commitment)
    {
        if (commitment is null ? !cell.IsNull : cell.Text is not { } text || salted.Bytes is not { Length: >= 32 } salt || Commitment.Of(text, salt) != commitment)
        {
            row.Altered(column);
        }
    }
}
