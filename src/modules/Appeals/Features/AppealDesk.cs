using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>申诉台 — hands an appeal to whoever may act on it and is in no conflict, together with the rules it is under.</summary>
internal sealed class AppealDesk(AppDb db, IRulePacks packs, IDeadlines deadlines, CaseJournal journal, ICatalog catalog, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "appeal-unknown", "没有找到这件申诉。");
    private static readonly Refusal NotYours = new(RefusalKind.NotAllowed, "appeal-not-yours", "这项操作应由其他人员办理，您可以查看，不能办理。");

    /// <summary>The appeal, for somebody with this right. Foreign and missing look alike; an older version than the present is refused.</summary>
    public async Task<Result<Held>> OpenAsync(Guid id, Hand hand, Right right, int? version, CancellationToken cancel)
    {
        var appeal = await db.Appeals.FirstOrDefaultAsync(a => a.Id == id, cancel);
        if (appeal is null || !appeal.IsSeenBy(hand.Scope))
        {
            return Unknown;
        }

        var rules = RulesOf(appeal);
        return !appeal.May(right, rules, hand) ? NotYours
            : version is { } seen && seen != appeal.Version ? Held.Changed
            : right is Right.Propose or Right.Decide or Right.Reaudit && await ConflictsAsync(appeal, rules, hand, cancel) is { Count: > 0 } conflicts
                ? new Refusal(RefusalKind.NotAllowed, "conflict-of-interest", $"{string.Join("；", conflicts.Select(Named.Word))}：须由其他人员复核。")
            : new Held(db, appeal, rules, hand.By, clock.Now());
    }

    /// <summary>The appeal for its rater, who holds the receipt.</summary>
    public async Task<Held?> OpenForRaterAsync(Guid id, CancellationToken cancel) =>
        await db.Appeals.FirstOrDefaultAsync(a => a.Id == id, cancel) is { } appeal ? new Held(db, appeal, RulesOf(appeal), Kernel.Actors.Actor.Citizen, clock.Now()) : null;

    /// <summary>Why somebody may not review it.</summary>
    public async Task<IReadOnlyList<Conflict>> ConflictsAsync(Appeal appeal, Rules rules, Hand hand, CancellationToken cancel)
    {
        var by = hand.By.ToString();
        return appeal.ConflictsOf(rules, hand, new(
            await journal.HasActedAsync(appeal.CaseId, hand.By, cancel),
            appeal.Staff is { } staff && await db.Appeals.AnyAsync(a => a.Staff == staff && a.FiledBy == by && a.FiledAsStaff, cancel),
            hand.Scope.Person is { } person ? (await catalog.FindStaffByTokenAsync([person], cancel)).GetValueOrDefault(person)?.InstitutionCode : null));
    }

    /// <summary>The rules an appeal was filed under.</summary>
    public Rules RulesOf(Appeal appeal) => new(packs.Get(PackRef.Parse(appeal.About.Pack)), deadlines);
}
