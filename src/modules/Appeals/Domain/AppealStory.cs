using Haochaping.Appeals.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Domain;

/// <summary>申诉经过 — what the facts of one appeal say about its row and its trace: one fact, one line.</summary>
internal sealed record AppealStory(AppealFiled Filed, IReadOnlyList<AppealTold> Lines)
{
    /// <summary>The facts a story is made of.</summary>
    public static IReadOnlyList<Type> Wanted { get; } =
    [
        typeof(AppealFiled), typeof(AppealEndorsed), typeof(AppealAnswered), typeof(AppealProposed), typeof(AppealReturned), typeof(AppealUpheld), typeof(AppealRejected),
        typeof(AppealWithdrawn), typeof(AppealOverdue), typeof(AppealReaudited),
    ];

    public string Key => $"{Filed.CaseId}/{Filed.Appeal.AppealId}";

    public required string FiledBy { get; init; }

    public AppealState State { get; private init; }

    public SlipConfirmation? Slip { get; private init; }

    public DateTimeOffset? AnsweredAt { get; private init; }

    public bool? Uphold { get; private init; }

    public AppealClaim? Adopted { get; private init; }

    public EvidenceMethod? Method { get; private init; }

    public CauseKind? Cause { get; private init; }

    public DateTimeOffset? OverdueAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private init; }

    public bool Drawn { get; private init; }

    public bool? Reaudited { get; private init; }

    /// <summary>The appeals of one case.</summary>
    public static IEnumerable<AppealStory> Of(IReadOnlyList<Recorded<IFact>> facts)
    {
        foreach (var filed in facts.Where(f => f.Fact is AppealFiled))
        {
            var first = (AppealFiled)filed.Fact;
            var own = facts.Select(f => (Of: f, Told: Tell(f.Fact))).Where(f => f.Told?.Appeal.AppealId == first.Appeal.AppealId).ToList();
            var begun = new AppealStory(first, [.. own.Select((f, i) => new AppealTold(i + 1, f.Told!.Value.Act, f.Of, f.Told.Value.Commitment))])
            {
                FiledBy = filed.By.ToString(), State = first.EndorseBy is null ? AppealState.Reviewing : AppealState.Filed, Slip = first.Slip,
            };
            yield return own.Aggregate(begun, (story, f) => story.After(f.Of.Fact));
        }
    }

    /// <summary>The next instant at which time does something, as the row must say.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            DateTimeOffset?[] due =
            [
                State == AppealState.Filed ? Filed.EndorseBy?.EndOfDay() : null,
                State is AppealState.Filed or AppealState.Reviewing or AppealState.Proposed && OverdueAt is null ? Filed.DecideBy.EndOfDay() : null,
            ];
            return due.Min();
        }
    }

    private AppealStory After(IFact fact) => fact switch
    {
        AppealEndorsed => this with { State = AppealState.Reviewing },
        AppealAnswered f => this with { AnsweredAt = f.At, Slip = f.Slip },
        AppealProposed f => this with { State = AppealState.Proposed, Uphold = f.Uphold, Adopted = f.Adopted, Method = f.Method, Cause = f.Cause },
        AppealReturned => this with { State = AppealState.Reviewing, Uphold = null, Adopted = null, Method = null, Cause = null },
        AppealUpheld f => this with { State = AppealState.Upheld, Uphold = true, Adopted = f.Adopted, Method = f.Method, Cause = f.Cause, EndedAt = f.At, Drawn = f.Drawn },
        AppealRejected f => this with { State = AppealState.Rejected, EndedAt = f.At },
        AppealWithdrawn f => this with { State = AppealState.Withdrawn, EndedAt = f.At },
        AppealOverdue f => this with { OverdueAt = f.EffectiveAt },
        AppealReaudited f => this with { Reaudited = f.Confirmed },
        _ => this,
    };

    private static (AppealFacts Appeal, AppealAct Act, string? Commitment)? Tell(IFact fact) => fact switch
    {
        AppealFiled f => (f.Appeal, AppealAct.Filed, f.Statement),
        AppealEndorsed f => (f.Appeal, AppealAct.Endorsed, f.Opinion),
        AppealAnswered f => (f.Appeal, AppealAct.Answered, f.Statement),
        AppealProposed f => (f.Appeal, AppealAct.Proposed, f.Finding),
        AppealReturned f => (f.Appeal, AppealAct.Returned, f.Reason),
        AppealUpheld f => (f.Appeal, AppealAct.Upheld, f.Reason),
        AppealRejected f => (f.Appeal, AppealAct.Rejected, f.Reason),
        AppealWithdrawn f => (f.Appeal, AppealAct.Withdrawn, null),
        AppealOverdue f => (f.Appeal, AppealAct.Overdue, null),
        AppealReaudited f => (f.Appeal, AppealAct.Reaudited, f.Finding),
        _ => null,
    };
}

/// <summary>所述记录 — what one fact says about its line of the trace.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Act">The act.</param>
/// <param name="Of">The fact.</param>
/// <param name="Commitment">Of what was written.</param>
internal sealed record AppealTold(int Line, AppealAct Act, Recorded<IFact> Of, string? Commitment);
