namespace Haochaping.Policy.Contracts;

// Closed code sets of a pack file. In YAML a code is the snake_case of the member's name (HotlineVoice = hotline_voice);
// a code that is not here is a load error that lists these. What no code branches on is a word of policy/labels.zh.yaml instead.

/// <summary>规则包状态 — state of the document behind a pack.</summary>
public enum PackStatus { InForce, Trial, Excerpt, Expired, Template }

/// <summary>评价主体 — kinds of raters.</summary>
public enum RaterKind { Person, LegalPerson, OtherOrganisation }

/// <summary>代办件评价人 — who may rate a case filed by an agent; government 帮办代办 staff never (C12).</summary>
public enum AgentCaseRater { Applicant, EnterpriseHandler, EntrustedAgent }

/// <summary>评价对象 — what a rating is about.</summary>
public enum RatedObject { Agency, Platform, Staff, Hall, ItDepartment, ComplaintBody }

/// <summary>评价尺度 — five grades, or another scale that only templates use.</summary>
public enum RatingScale { Five, Three, Bands }

/// <summary>评价构成 — parts of the form: 总体, 业务, 服务.</summary>
public enum FormPart { Overall, Business, Service }

/// <summary>差评原因 — whether a negative rating needs a reason (C9).</summary>
public enum NegativeReason { Optional, Required }

/// <summary>评价粒度 — one rating per visit, case or contact (一次一评 / 一事一评).</summary>
public enum Granularity { OnePerVisit, OnePerCase, OnePerContact }

/// <summary>环节评价 — whether stages before completion may be rated.</summary>
public enum StageRating { None, EveryStageOnline, EveryStage }

/// <summary>起算事件 — what starts the window.</summary>
public enum StartEvent { CaseCompleted, ServiceReceived }

/// <summary>首日 — which day counts first.</summary>
public enum FirstDay { DayAfterEvent }

/// <summary>到期入口 — the entry after the window's end.</summary>
public enum EntryAfterExpiry { Closed, OpenForSupplement }

/// <summary>默认评价范围 — what a default grade covers.</summary>
public enum DefaultScope { Overall, AllIndicators }

/// <summary>首要好评率 — whether the headline rate includes defaults; the other always stands beside it .</summary>
public enum HeadlineRate { AllIn, ActiveOnly }

/// <summary>短信发送方 — who sends the case messages (C6).</summary>
public enum ReminderSender { Own, City, Province }

/// <summary>实名要求 — real name.</summary>
public enum RealName { Mandatory, Encouraged, None }

/// <summary>链接核身 — proofs a bare link may ask for where real name is mandatory (C11).</summary>
public enum LinkProof { SignIn, PhoneCode, CertificateTail }

/// <summary>向第三方提供 — disclosure of raters' data.</summary>
public enum ThirdPartyDisclosure { ConsentOnly, Forbidden }

/// <summary>查看身份 — who may see identity.</summary>
public enum ViewIdentity { PermissionAndLogged }

/// <summary>评价渠道 — ways in; the local name stands after a colon in the file.</summary>
public enum ChannelKind
{
    Website, App, MiniProgram, Qr, Sms, Intermediary, CityWebsiteColumn, OnlineSystem, PcWebsite, RatingPage,
    WindowDevice, WindowQr, ReceiptDynamicQr, Kiosk, PartnerOutlet, Hall, Window, DedicatedPc,
    HotlineVoice, HotlineSms, PhoneRevisitRating, PaperForm, EvaluationBox,
}

/// <summary>办结事件 — which event completes a case.</summary>
public enum CompletionEvent { Decision, CertificateSigned, CourierSigned, ProcessNormalEnd, ContactEnd }

/// <summary>电子证照 — how a certificate without paper completes.</summary>
public enum ElectronicCertificate { AsWithoutCertificate, CertificateSigned }

/// <summary>退件 — whether a returned case counts as completed.</summary>
public enum ReturnedCase { Completed, NotCompleted }

/// <summary>收件或受理未成 — whether a person turned away may rate the visit (C7); such a visit never gets a default.</summary>
public enum FailedReceipt { VisitRatable, NotRatable }

/// <summary>批量窗口起点 — when the window of a batch starts.</summary>
public enum BatchStart { LastCaseCompleted }

/// <summary>主题评价方式 — ways of rating a theme service.</summary>
public enum ThemeMode { OverallOnly, OverallAndItems, ItemsOnly }

/// <summary>主题关联件 — what a linked case without its own rating becomes.</summary>
public enum LinkedCase { CoveredByOverall, InheritsOverall, DefaultApplies }

/// <summary>主题窗口起点 — when the window of a theme starts (C14).</summary>
public enum ThemeStart { LastLinkedCompletion }
