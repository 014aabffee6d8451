using Haochaping.Cases.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>Keys of tasks, derived from their subject: the same subject is never invited twice.</summary>
internal static class TaskKeys
{
    public static Guid Service(Guid caseId, int serviceNumber) => Ids.Derive("task", "service", caseId.ToString(), serviceNumber.ToString());

    /// <summary>环节 — by the event that ended it.</summary>
    public static Guid Stage(Guid caseId, int serviceNumber, CaseEventKind stage) => Ids.Derive("task", "stage", caseId.ToString(), serviceNumber.ToString(), stage.ToString());

    /// <summary>一次一评: whether the visit is the subject, once, with all its cases, and not the service itself.</summary>
    public static bool IsRatedByVisit(Guid? visit, HandlingChannel channel, RulePack pack) =>
        visit is not null && channel == HandlingChannel.Window && pack.Form.Granularity.Onsite == Granularity.OnePerVisit;

    public static Guid Visit(Guid visitId) => Ids.Derive("task", "visit", visitId.ToString());
}
