using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>适用规则 — the pack that rules an order, and the arithmetic of its limits.</summary>
internal sealed record Rules(RulePack Pack, IDeadlines Deadlines)
{
    /// <summary>The article behind a clock's length, or null where it is a default of this system.</summary>
    public string? Article(Clock clock) => Article(clock switch
    {
        Clock.Accept => "deadline.accept",
        Clock.FirstReply => "deadline.first_reply",
        Clock.RectifySimple => "deadline.simple",
        Clock.RectifyComplex => "deadline.complex",
        Clock.AbsoluteMax => "deadline.absolute_max",
        Clock.Contact => "contact.within",
        Clock.ResultAudit => "deadline.result_audit",
        Clock.SatisfactionVisit => "satisfaction_visit.within",
        Clock.EvaluationWindow => "window.length",
        Clock.AppealFile => "appeal.file_within",
        Clock.AppealDecide => "appeal.decide_within",
    });

    /// <summary>The article behind a value of the pack, or null where it is a default of this system.</summary>
    public string? Article(string key) => Pack.Value(key) is { Origin: Origin.Article or Origin.LocalConfirmation } value ? value.Basis : null;
}
