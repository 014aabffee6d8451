using Haochaping.Cases.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>Keys of tasks, derived from their subject: the same subject is never invited twice.</summary>
internal static class TaskKeys
{
    public static Guid Service(Guid caseId, int serviceNumber) => Ids.Derive("task", "service", caseId.ToString(), serviceNumber.ToString());

    /// <summary>The stage of a case, where a batch may stand for it: a batch has one service.</summary>
    public static Guid Stage(Guid leadId, Guid caseId, int serviceNumber, CaseEventKind stage) => Stage(leadId, leadId == caseId ? serviceNumber : 1, stage);

    /// <summary>环节 — by the event that ended it.</summary>
    public static Guid Stage(Guid caseId, int serviceNumber, CaseEventKind stage) => Ids.Derive("task", "stage", caseId.ToString(), serviceNumber.ToString(), stage.ToString());

    /// <summary>一次一评: whether the visit is the subject, once, with all its cases, and not the service itself.</summary>
    public static bool IsRatedByVisit(Guid? visit, HandlingChannel channel, RulePack pack) =>
        visit is not null && channel == HandlingChannel.Window && pack.Form.Granularity.Onsite == Granularity.OnePerVisit;

    /// <summary>批量业务 — the batch, once.</summary>
    public static Guid Batch(Guid batchId) => Ids.Derive("task", "batch", batchId.ToString());

    /// <summary>主题业务 — the theme as a whole.</summary>
    public static Guid Theme(Guid themeId) => Ids.Derive("task", "theme", themeId.ToString());

    /// <summary>关联业务 — one linked case, beside its theme.</summary>
    public static Guid ThemeItem(Guid themeId, Guid caseId) => Ids.Derive("task", "theme-item", themeId.ToString(), caseId.ToString());

    public static Guid Visit(Guid visitId) => Ids.Derive("task", "visit", visitId.ToString());
}
