namespace Haochaping.Policy.Contracts;

/// <summary>工单来源 — what opens an order.</summary>
public enum OrderTrigger { NegativeRating, Complaint, NegativeOpinion }

/// <summary>建单方 — who creates orders; upper level = none of our own, so that nothing is doubled (C19).</summary>
public enum OrderCreator { Own, UpperLevel }

/// <summary>责任角色 — parties of a route, a desk, an audit; local names stand after a colon in the file.</summary>
public enum Party
{
    None, UndertakingUnit, SameLevelAuthority, CountyAuthority, CityCountyAuthority, ProvincialDepartment, CityBureau,
    Hotline12345, City12345, Province12345, CentralClassification, SortingOfficer, PersonnelUnit, HotlinePersonnelUnit,
    LeadDepartment, OwnDepartment, Verifier, ReviewerOutsideOwnUnit, ProvincialBureau, ProvinceSystem, Appellant, Rater,
}

/// <summary>乡镇村子任务 — what a township or village gets when the county owns the order (C2).</summary>
public enum TownshipSubtask { None, RectifyOnly }

/// <summary>起算日 — which event is day 0 of a clock (C15).</summary>
public enum DayZero { RatingSubmitted, OrderCreated, Dispatched }

/// <summary>延期要件 — what an extension must bring.</summary>
public enum ExtensionNeed { WrittenReason, NewDueDate, AuthorityApproval }

/// <summary>处理方式 — ways to handle a problem.</summary>
public enum HandlingMethod { Explain, DecideOnSpot, Commitment, Rectify, Revisit }

/// <summary>说明义务 — what is owed where a wish has no legal basis or cannot be met.</summary>
public enum ExplanationDuty { ExplanationRequired, None }

/// <summary>联系方式 — ways to reach a rater.</summary>
public enum ContactMethod { Phone, Sms, Online, Visit }

/// <summary>原因归属 — where verification found the cause (C16).</summary>
public enum CauseKind { Staff, Process, Platform }

/// <summary>回访率口径 — what the 100 % rate counts (C1, Q12).</summary>
public enum RateDefinition { ContactedAndRectified, SatisfactionVisited }

/// <summary>不满意重开 — whether dissatisfaction with the rectification reopens the order.</summary>
public enum ReopenRule { Never, Once, Always }

/// <summary>申诉主体 — who may appeal.</summary>
public enum AppellantKind { Agency, Platform, Staff }

/// <summary>可申诉范围 — which negatives can be appealed.</summary>
public enum AppealScope { AllNegativeIndicators, StaffIndicators }

/// <summary>举证方式 — ways to prove.</summary>
public enum EvidenceMethod { SpotCheck, Files, SiteVisit, Phone }

/// <summary>不予采纳 — the one effect of an upheld appeal and of a mistaken or malicious rating.</summary>
public enum AppealEffect { NotAdopted }

/// <summary>误评快速通道 — how a rater may confirm a slip (C3).</summary>
public enum SlipConfirmation { RecordedCall, Sms }

/// <summary>异常识别 — detectors of faked or malicious ratings.</summary>
public enum FraudDetector { StaffIdentity, SameDeviceBurst, SameText, ImpossibleSpeed, FakePraise, MaliciousNegative }
