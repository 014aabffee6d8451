using Haochaping.Cases.Contracts;
using Haochaping.Identity.Contracts;

namespace Haochaping.Cases.Domain;

/// <summary>办件汇聚 — one parsed report of one service of one case: well-formed, but not yet held against catalogue and pack.</summary>
internal sealed record CaseReport(
    string Source,
    string CaseNumber,
    int ServiceNumber,
    string Item,
    string ReceivingInstitution,
    string? HandlingInstitution,
    string? Hall,
    string? Window,
    string? Staff,
    HandlingChannel Channel,
    CertificateMedium Certificate,
    Person? Applicant,
    Person? Agent,
    string? Visit,
    IReadOnlyList<CaseEvent> Events,
    CollectedRating? Rating)
{
    public Guid CaseId { get; } = CaseKeys.Case(Source, CaseNumber);

    /// <summary>The batch or theme it was filed in, if one is named.</summary>
    public GroupClaim? Group { get; init; }
}

/// <summary>环节事件 — one event and its instant.</summary>
internal sealed record CaseEvent(CaseEventKind Kind, DateTimeOffset At);

/// <summary>当事人 — somebody named in a report.</summary>
internal sealed record Person(PartyKind Kind, PersonalData Data);

/// <summary>当事人类型.</summary>
internal enum PartyKind
{
    /// <summary>自然人.</summary>
    Person,

    /// <summary>企业法人及其他法人.</summary>
    LegalPerson,

    /// <summary>其他组织.</summary>
    OtherOrganisation,

    /// <summary>企业经办人.</summary>
    EnterpriseHandler,

    /// <summary>委托代理人.</summary>
    EntrustedAgent,

    /// <summary>政府帮办代办人员, who may never rate (C12).</summary>
    GovernmentAgent,
}
