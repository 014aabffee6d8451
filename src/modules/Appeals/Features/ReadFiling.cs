using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>申诉前须知 — what of a rating may be contested, by whom and until when, and the note where it may not.</summary>
internal sealed class ReadFiling(AppDb db, CaseJournal journal, FileAppeal filing, TimeProvider clock)
{
    public async Task<FilingView?> RunAsync(Guid caseId, Guid taskId, Hand hand, CancellationToken cancel)
    {
        if (await journal.RatingAsync(caseId, taskId, cancel) is not { } rated || !FileAppeal.IsRated(rated, hand.Scope))
        {
            return null;
        }

        var rules = filing.RulesOf(rated);
        return new(
            rated, rules, Contestable.Of(rules.Pack, rated), Appeal.FilingLimit(rules, rated), clock.Now(),
            await db.Mitigations.AsNoTracking().Where(m => m.CaseId == caseId && m.TaskId == taskId).Select(m => m.Text).FirstOrDefaultAsync(cancel));
    }
}

/// <summary>申诉表 — what the form shows.</summary>
internal sealed record FilingView(EvaluationSubmitted Rated, Rules Rules, IReadOnlyList<string> Items, Deadline Limit, DateTimeOffset Now, string? Mitigation)
{
    /// <summary>Whether an appeal can be filed at all.</summary>
    public bool IsOpen => Rules.Pack.Appeal.Enabled && Items.Count > 0 && !Limit.IsOver(Now);

    /// <summary>Who may appeal here; anybody where the pack names nobody.</summary>
    public IReadOnlyList<AppellantKind> By => Rules.Pack.Appeal.By.Count > 0 ? Rules.Pack.Appeal.By : Enum.GetValues<AppellantKind>();
}
