using System.Collections.Frozen;

namespace Haochaping.Policy.Contracts;

/// <summary>规则包 — the rules of one place from one date on: resolved, checked and typed. Immutable.</summary>
public sealed record RulePack
{
    /// <summary>Which version this is.</summary>
    public required PackRef Ref { get; init; }

    /// <summary>Name of the place, for example 江西省.</summary>
    public required string Name { get; init; }

    /// <summary>Title of the document.</summary>
    public required string Document { get; init; }

    /// <summary>Number of the document, if known.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>State of the text.</summary>
    public required PackStatus Status { get; init; }

    /// <summary>First day it rules; null until an administrator confirms it.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day it rules; null while no end is known.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Why it may not be activated yet: one sentence for every unconfirmed mandatory value. Empty = active.</summary>
    public required IReadOnlyList<string> Unconfirmed { get; init; }

    /// <summary>What every page that rests on this pack must say (demo, trial, excerpt, fallback).</summary>
    public required IReadOnlyList<Banner> Banners { get; init; }

    /// <summary>Who confirmed what the document leaves open, and on what basis: “本地确认（姓名，依据）”.</summary>
    public IReadOnlyList<string> Confirmations { get; init; } = [];

    /// <summary>存疑读法 of the document as a whole (its state, its dates), by key of the header.</summary>
    public IReadOnlyDictionary<string, Reading> HeaderReadings { get; init; } = FrozenDictionary<string, Reading>.Empty;

    /// <summary>Who rates what.</summary>
    public required ScopeRules Scope { get; init; }

    /// <summary>The rating form.</summary>
    public required FormRules Form { get; init; }

    /// <summary>When a task may be rated.</summary>
    public required WindowRules Window { get; init; }

    /// <summary>What happens when nobody rates.</summary>
    public required DefaultRules Default { get; init; }

    /// <summary>Invitations and reminders.</summary>
    public required ReminderRules Reminder { get; init; }

    /// <summary>Real name and privacy.</summary>
    public required IdentityRules Identity { get; init; }

    /// <summary>Ways in, with their local names.</summary>
    public required ChannelRules Channels { get; init; }

    /// <summary>When a case counts as completed.</summary>
    public required CompletionRules Completion { get; init; }

    /// <summary>收件办结 — rating the receipt of materials.</summary>
    public required ReceiptStageRules ReceiptStage { get; init; }

    /// <summary>One rating for a batch.</summary>
    public required BatchRules Batch { get; init; }

    /// <summary>Rating a theme service.</summary>
    public required ThemeRules Theme { get; init; }

    /// <summary>How a negative becomes an order and where it goes.</summary>
    public required WorkOrderRules WorkOrder { get; init; }

    /// <summary>The legal times of an order.</summary>
    public required DeadlineRules Deadline { get; init; }

    /// <summary>Steps a rectification must show.</summary>
    public required StepRules Steps { get; init; }

    /// <summary>回访核实 — the first contact.</summary>
    public required ContactRules Contact { get; init; }

    /// <summary>满意度回访 — the visit after handling.</summary>
    public required SatisfactionVisitRules SatisfactionVisit { get; init; }

    /// <summary>The 100 % rule.</summary>
    public required RevisitRateRules RevisitRate { get; init; }

    /// <summary>Appeals.</summary>
    public required AppealRules Appeal { get; init; }

    /// <summary>Mistaken, malicious and faked ratings.</summary>
    public required FraudRules Fraud { get; init; }

    /// <summary>What the public reads.</summary>
    public required PublicationRules Publication { get; init; }

    /// <summary>通报 — internal bulletins.</summary>
    public required BulletinRules Bulletin { get; init; }

    /// <summary>Ranking and low-rank alerts.</summary>
    public required RankingRules Ranking { get; init; }

    /// <summary>绩效 — appraisal.</summary>
    public required AppraisalRules Appraisal { get; init; }

    /// <summary>问责 — accountability.</summary>
    public required AccountabilityRules Accountability { get; init; }

    /// <summary>汇聚上报 — exchange with the upper level.</summary>
    public required ExchangeRules Exchange { get; init; }

    /// <summary>Surveys, third party, inspections, social channels.</summary>
    public required SurveyRules Survey { get; init; }

    /// <summary>Thresholds of analysis, result bands, proofs.</summary>
    public required AnalysisRules Analysis { get; init; }

    /// <summary>Every value by key, in the order of the schema, for display.</summary>
    public required IReadOnlyList<PackValue> Values { get; init; }

    internal FrozenDictionary<string, PackValue> ByKey { get; init; } = FrozenDictionary<string, PackValue>.Empty;

    internal IReadOnlyList<Citation>[] ClockCites { get; init; } = [];

    /// <summary>Whether it may rule anything.</summary>
    public bool IsActive => Unconfirmed.Count == 0;

    /// <summary>One value for display; throws on an unknown key, because keys are constants of the code.</summary>
    public PackValue Value(string key) => ByKey[key];

    /// <summary>The duration behind a clock.</summary>
    public Duration DurationOf(Clock clock) => clock switch
    {
        Clock.EvaluationWindow => Window.Length,
        Clock.Accept => Deadline.Accept,
        Clock.FirstReply => Deadline.FirstReply,
        Clock.RectifySimple => Deadline.Simple,
        Clock.RectifyComplex => Deadline.Complex,
        Clock.AbsoluteMax => Deadline.AbsoluteMax,
        Clock.Contact => Contact.Within,
        Clock.ResultAudit => Deadline.ResultAudit,
        Clock.SatisfactionVisit => SatisfactionVisit.Within,
        Clock.AppealFile => Appeal.FileWithin,
        Clock.AppealDecide => Appeal.DecideWithin,
    };

    /// <summary>What the length of a clock rests on.</summary>
    public IReadOnlyList<Citation> CitesOf(Clock clock) => ClockCites[(int)clock];
}
