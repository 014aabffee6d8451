using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>核验申诉 — appeals, their traces and the notes say what their facts say; every text has its commitment in a fact.</summary>
internal sealed class VerifyAppeals(FactTypes types) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([.. AppealStory.Wanted, typeof(MitigationNoted)], cancel))
        {
            var stories = page.Say(facts => AppealStory.Of(facts).Select(s => (s.Key, s)));
            await AppealsAsync(db, page, stories, cancel);
            await TraceAsync(db, page, stories, cancel);
            await MitigationsAsync(db, page, cancel);
        }
    }

    private static Task AppealsAsync(AppDb db, CasePage page, Dictionary<string, AppealStory> stories, CancellationToken cancel)
    {
        var query = page.Of(db.Appeals, a => a.CaseId).Select(a => new
        {
            a.CaseId, a.Id, a.About, a.TaskId, a.Number, a.CaseNumber, a.Institution, a.Region, a.Handling, a.Staff, a.DeskCode, a.FiledBy, a.FiledAsStaff, a.FiledAt, a.EndorseBy, a.DecideBy,
            a.State, a.Due, a.OverdueAt, a.Slip, a.AnsweredAt, a.Uphold, a.Adopted, a.Method, a.Cause, a.EndedAt, a.Drawn, a.Reaudited, a.Version,
        });
        return page.MatchAsync("appeals", query, 2, stories, (row, c, story) =>
        {
            Subject(row, c, story);
            row.Says("state", c[16], story.State);
            row.Says("due", c[17], story.Due);
            row.Says("overdue_at", c[18], story.OverdueAt);
            row.Says("slip", c[19], story.Slip);
            row.Says("answered_at", c[20], story.AnsweredAt);
            row.Says("uphold", c[21], story.Uphold);
            row.Says("method", c[23], story.Method);
            row.Says("cause", c[24], story.Cause);
            row.Says("ended_at", c[25], story.EndedAt);
            row.Says("drawn", c[26], story.Drawn);
            row.Says("reaudited", c[27], story.Reaudited);
            row.Says("version", c[28], story.Lines.Count);
            if (story.Adopted is { } adopted)
            {
                row.SaysJson("adopted", c[22], adopted);
            }
            else
            {
                row.Says("adopted", c[22], null);
            }
        }, cancel);
    }

    private static void Subject(RowCheck row, IReadOnlyList<RawCell> c, AppealStory story)
    {
        var (filed, place) = (story.Filed, story.Filed.Appeal.Task.Place);
        row.SaysJson("about", c[2], filed.Appeal);
        row.Says("task_id", c[3], filed.Appeal.Task.TaskId);
        row.Says("number", c[4], filed.Appeal.Number);
        row.Says("case_number", c[5], place.CaseNumber);
        row.Says("institution", c[6], place.Institution);
        row.Says("region", c[7], place.Region);
        row.Says("handling", c[8], place.HandlingInstitution);
        row.Says("staff", c[9], place.Staff);
        row.Says("desk_code", c[10], filed.Appeal.DeskCode);
        row.Says("filed_by", c[11], story.FiledBy);
        row.Says("filed_as_staff", c[12], filed.Appeal.By == Policy.Contracts.AppellantKind.Staff);
        row.Says("filed_at", c[13], filed.At);
        row.Says("endorse_by", c[14], filed.EndorseBy);
        row.Says("decide_by", c[15], filed.DecideBy);
    }

    private static Task TraceAsync(AppDb db, CasePage page, Dictionary<string, AppealStory> stories, CancellationToken cancel)
    {
        var told = stories.SelectMany(s => s.Value.Lines.Select(l => (Key: $"{s.Key}/{l.Line}", Told: l))).ToDictionary(l => l.Key, l => l.Told);
        var query = page.Of(db.AppealTrace, l => l.CaseId).Select(l => new { l.CaseId, l.AppealId, l.Line, l.Act, l.At, l.By, l.Text, l.Salt });
        return page.MatchAsync("appeals_trace", query, 3, told, (row, c, line) =>
        {
            row.Says("act", c[3], line.Act);
            row.Says("at", c[4], line.Of.At);
            row.Says("by", c[5], line.Of.By.ToString());
            Written(row, c[6], c[7], line.Commitment);
        }, cancel);
    }

    private static Task MitigationsAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var said = page.Say(facts => facts.Where(f => f.Fact is MitigationNoted).Select(f => ($"{f.Fact.CaseId}/{((MitigationNoted)f.Fact).Task.TaskId}", f)));
        var query = page.Of(db.Mitigations, m => m.CaseId).Select(m => new { m.CaseId, m.TaskId, m.At, m.By, m.Text, m.Salt });
        return page.MatchAsync("appeals_mitigations", query, 2, said, (row, c, noted) =>
        {
            row.Says("at", c[2], noted.At);
            row.Says("by", c[3], noted.By.ToString());
            Written(row, c[4], c[5], ((MitigationNoted)noted.Fact).Note);
        }, cancel);
    }

    private static void Written(RowCheck row, RawCell text, RawCell salt, string? commitment)
    {
        if (commitment is null)
        {
            row.Says("text", text, null);
        }
        else if (text.Text is not { } written || salt.Bytes is not { Length: >= 32 } grain || Commitment.Of(written, grain) != commitment)
        {
            row.Altered("text");
        }
    }
}
