using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>工单起因 — a citizen's word that may open an order: a rating, or a complaint (江西 第十五条 “差评和投诉”).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Id">The rating act, or the complaint.</param>
/// <param name="Kind">What was rated; null of a complaint.</param>
/// <param name="Level">The grade; null of a complaint.</param>
/// <param name="IsNegative">差评, or a complaint, which always is.</param>
/// <param name="Place">Whom it is about.</param>
/// <param name="Cases">How many cases it answers for.</param>
/// <param name="Channel">Channel code.</param>
/// <param name="RealName">The rater is known and proven; a complaint proves nobody.</param>
/// <param name="Private">不公开; a complaint always is.</param>
/// <param name="Citizen">Token of who said it, where known.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Day">Business date.</param>
internal sealed record Grievance(
    Guid CaseId, Guid Id, SubjectKind? Kind, Level? Level, bool IsNegative, ServicePlace Place, int Cases, string Channel, bool RealName, bool Private, Guid? Citizen,
    DateTimeOffset At, DateOnly Day)
{
    /// <summary>Their link, receipt or system vouches that the case is theirs; a number that somebody typed does not.</summary>
    public bool OwnCase { get; init; } = true;

    /// <summary>Whom an order that this joins may call: an unvouched word joins, but is nobody to be called about somebody else's case.</summary>
    public Guid? JoinsAs => OwnCase ? Citizen : null;

    /// <summary>投诉, not a rating.</summary>
    public bool IsComplaint => Kind is null;

    /// <summary>What a fact says.</summary>
    public static Grievance Of(Recorded<IFact> recorded) => recorded.Fact switch
    {
        EvaluationSubmitted f => new(
            f.CaseId, f.Task.TaskId, f.Task.Kind, f.Level, f.IsNegative, f.Task.Place, f.Task.Cases, f.Channel, f.RealName, f.Private, f.Rater, f.ReceivedAt, recorded.BusinessDate),
        ComplaintFiled f => new(
            f.CaseId, f.ComplaintId, null, null, true, f.Place, f.Place.CaseNumber.Length > 0 ? 1 : 0, f.Channel, false, true, f.Complainant, f.ReceivedAt, recorded.BusinessDate) { OwnCase = f.OwnCase },
        _ => throw new InvalidOperationException($"{recorded.Fact.GetType().Name} opens no order."),
    };
}
