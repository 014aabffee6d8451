namespace Haochaping.Policy.Contracts;

/// <summary>周期 — how often something is published.</summary>
public enum Cadence { Monthly, MonthEnd, Quarterly, HalfYear, Year }

/// <summary>不公开评价 — how private ratings appear.</summary>
public enum PrivateRatings { AggregatesOnly, Hidden }

/// <summary>通报环节 — steps of a bulletin (C17).</summary>
public enum BulletinStep { Draft, Review, Issue }

/// <summary>归属 — whose figure a rating counts for (C22).</summary>
public enum AttributedTo { ReceivingWindow, DecidingUnit }

/// <summary>推送方式 — how data go up.</summary>
public enum ExchangeMode { Realtime, Scheduled }

/// <summary>第三方评估 — third-party assessment.</summary>
public enum ThirdParty { None, Optional, IndependentCommissioned, PeriodicByCityGeneralOffice }

/// <summary>自我评价 — self evaluation.</summary>
public enum SelfEvaluation { None, PeriodicAllAgencies }
