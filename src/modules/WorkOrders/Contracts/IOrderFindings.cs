namespace Haochaping.WorkOrders.Contracts;

/// <summary>核实查询 — what downstream rooms may look up about orders and what was found; texts stay here.</summary>
public interface IOrderFindings
{
    /// <summary>The orders of a unit that were handled since then, found true at least in part and not voided.</summary>
    Task<IReadOnlyList<OrderFacts>> FoundTrueAsync(string unit, DateTimeOffset since, CancellationToken cancel);

    /// <summary>The order that answers a rating act or complaint, whatever became of it, or null.</summary>
    Task<OrderFinding?> OfGrievanceAsync(Guid caseId, Guid said, CancellationToken cancel);

    /// <summary>The order of a number, or null where there is none or it is void; whether somebody may see it is the caller's rule.</summary>
    Task<OrderFinding?> OfNumberAsync(string number, CancellationToken cancel);

    /// <summary>Those of these numbers whose order is void by now.</summary>
    Task<IReadOnlyList<string>> VoidAsync(IReadOnlyList<string> numbers, CancellationToken cancel);
}

/// <summary>核实情况 — an order and what verification found.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="UnitName">Name of the unit that day.</param>
/// <param name="UnitRegion">12-digit division code of the unit.</param>
/// <param name="Verdict">核实结论; null before it.</param>
public sealed record OrderFinding(Guid CaseId, OrderFacts Order, string UnitName, string UnitRegion, Verdict? Verdict);
