using Haochaping.Kernel;

namespace Haochaping.Evaluations.Domain;

/// <summary>Keys of tasks, derived from their subject: the same subject is never invited twice.</summary>
internal static class TaskKeys
{
    public static Guid Service(Guid caseId, int serviceNumber) => Ids.Derive("task", "service", caseId.ToString(), serviceNumber.ToString());

    public static Guid Visit(Guid visitId) => Ids.Derive("task", "visit", visitId.ToString());
}
