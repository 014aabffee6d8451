using Haochaping.Notifications.Contracts;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>What the witness and the house's books say together, ticket by ticket.</summary>
/// <param name="Tickets">People who sent something.</param>
/// <param name="Acknowledged">Of them, whose acknowledgement stands in the journal.</param>
/// <param name="Lost">Acknowledged, and no rating (or one of another level).</param>
/// <param name="Doubled">More than one rating or fact of one case.</param>
/// <param name="WithoutFact">A rating that left no fact.</param>
/// <param name="WithoutLeaf">A fact that is not in the log after settling.</param>
/// <param name="WithoutOrder">A negative rating that led to no order, or to two.</param>
/// <param name="WithoutMessage">An acknowledged text reply whose answer is not in the outbox.</param>
/// <param name="Faults">What verification, and the store's own checks, found.</param>
internal sealed record Reckoning(
    int Tickets, int Acknowledged, int Lost, int Doubled, int WithoutFact, int WithoutLeaf, int WithoutOrder, int WithoutMessage, IReadOnlyList<string> Faults)
{
    public bool IsClean => Lost + Doubled + WithoutFact + WithoutLeaf + WithoutOrder + WithoutMessage + Faults.Count == 0;

    /// <summary>Settles the house and holds it against the journal. Whoever has a receipt must be in every book once; whoever has none, at most once.</summary>
    public static async Task<Reckoning> OfAsync(Ground ground)
    {
        await ground.ReturnAsync();
        var faults = (await ground.Town.FaultsAsync()).Select(f => $"{f.Table} {f.Row} {f.Column}: {f.Message} [{f.Code}]").ToList();
        await using var books = await ground.BooksAsync();
        if (ground.Store == TownStore.Sqlite)
        {
            faults.AddRange((await books.RowsAsync("PRAGMA integrity_check", r => r.GetString(0))).Where(said => said != "ok"));
            faults.AddRange(await books.RowsAsync("PRAGMA foreign_key_check", r => "foreign key of " + r.GetString(0)));
        }

        var levels = (await books.RowsAsync("SELECT case_id, level FROM evaluations", r => (Case: r.GetGuid(0), Level: r.GetInt32(1)))).ToLookup(r => r.Case, r => r.Level);
        var facts = await books.PerCaseAsync("SELECT case_id FROM journal WHERE type = 'evaluation-submitted@1'");
        var leaves = await books.PerCaseAsync("SELECT j.case_id FROM journal j JOIN log l ON l.case_id = j.case_id AND l.entry_id = j.entry_id WHERE j.type = 'evaluation-submitted@1'");
        var orders = await books.PerCaseAsync("SELECT case_id FROM work_orders");
        var answers = await books.PerCaseAsync($"SELECT case_id FROM notifications_outbox WHERE purpose = '{MessagePurposes.Answer}'");

        var tickets = ground.Tickets.Where(t => t.Tries > 0).ToDictionary(t => t.CaseNumber);
        var acknowledged = (await ground.Journal.ReadAsync()).Select(a => tickets[a.CaseNumber]).Distinct().ToList();
        var rated = tickets.Values.Where(t => levels[t.CaseId].Any()).ToList();
        return new(
            tickets.Count, acknowledged.Count,
            Lost: acknowledged.Count(t => !levels[t.CaseId].Contains(t.Level)),
            Doubled: tickets.Values.Count(t => levels[t.CaseId].Count() > 1 || facts.GetValueOrDefault(t.CaseId) > 1),
            WithoutFact: rated.Count(t => !facts.ContainsKey(t.CaseId)),
            WithoutLeaf: rated.Count(t => !leaves.ContainsKey(t.CaseId)),
            WithoutOrder: rated.Count(t => t.Level <= 2 && orders.GetValueOrDefault(t.CaseId) != 1),
            WithoutMessage: acknowledged.Count(t => t.Way.Name == "sms" && !answers.ContainsKey(t.CaseId)),
            faults);
    }
}
