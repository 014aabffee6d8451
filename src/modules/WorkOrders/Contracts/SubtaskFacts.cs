using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>已指定协办 — another unit was given a part of the order to do (C19).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="Unit">协办单位: code of the institution.</param>
/// <param name="Name">Its name that day.</param>
/// <param name="Region">12-digit division code.</param>
/// <param name="Due">Last day for its part, never later than the limit of who leads.</param>
/// <param name="At">When.</param>
/// <param name="Task">Commitment of what it is to do.</param>
[Fact("subtask-given", 1)]
public sealed record SubtaskGiven(Guid CaseId, OrderFacts Order, string Unit, string Name, string Region, DateOnly Due, DateTimeOffset At, string Task) : IFact;

/// <summary>子任务已填报 — a unit that 协办 did its part, or the township or village did (C2).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="Unit">Code of the body.</param>
/// <param name="At">When.</param>
/// <param name="Text">Commitment of what was done.</param>
[Fact("subtask-reported", 1)]
public sealed record SubtaskReported(Guid CaseId, OrderFacts Order, string Unit, DateTimeOffset At, string Text) : IFact;

/// <summary>协办已解除 — a unit was freed of its part, with a reason.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="Unit">Code of the body.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Commitment of the reason.</param>
[Fact("subtask-released", 1)]
public sealed record SubtaskReleased(Guid CaseId, OrderFacts Order, string Unit, DateTimeOffset At, string Reason) : IFact;

/// <summary>已评价各协办单位 — the rater's grade for the part of each unit that 协办 (海口 三(六)).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Units">Each with its grade.</param>
[Fact("co-handlers-graded", 1)]
public sealed record CoHandlersGraded(Guid CaseId, OrderFacts Order, DateTimeOffset At, IReadOnlyList<UnitSatisfaction> Units) : IFact;

/// <summary>单位满意度 — the rater's grade for the rectification by one unit.</summary>
/// <param name="Unit">Code of the body.</param>
/// <param name="Name">Its name that day.</param>
/// <param name="Satisfaction">The grade.</param>
public sealed record UnitSatisfaction(string Unit, string Name, Level Satisfaction);
