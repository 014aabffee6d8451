using Haochaping.Cases.Storage;
using Haochaping.Kernel;
using Haochaping.Ui;

namespace Haochaping.Cases.Features;

/// <summary>筛选 — which cases somebody wants to see, as it stands in the address.</summary>
/// <param name="Number">A whole 办件编号: found by its index, however many cases there are.</param>
/// <param name="Unit">Institution code.</param>
/// <param name="Standing"><c>completed</c>, <c>not-completed</c> or <c>not-ratable</c>; some service of the case stands so.</param>
/// <param name="Probes">拨测: the synthetic cases, which no other list shows.</param>
/// <param name="After">Where the page begins; null is the first page.</param>
internal sealed record CaseFilter(string? Number, string? Unit, string? Standing, bool Probes, PageKey? After)
{
    public const int PageSize = 20;

    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Complaint() => Standing is null or "completed" or "not-completed" or "not-ratable"
        ? null
        : new(RefusalKind.BadRequest, "standing-unknown", "状态只能是 completed、not-completed 或 not-ratable：请重新选择。");

    /// <summary>The rows it names, newest report first, from the page's beginning on.</summary>
    public IQueryable<CaseRow> Of(IQueryable<CaseRow> cases, IQueryable<ServiceRow> services)
    {
        cases = Probes ? cases.Where(c => c.Source == Cases.Contracts.Probes.Source) : cases.Where(c => c.Source != Cases.Contracts.Probes.Source);
        cases = Number is null ? cases : cases.Where(c => c.CaseNumber == Number);
        cases = Unit is null ? cases : cases.Where(c => c.Institution == Unit);
        cases = Standing is null ? cases : cases.Where(c => services.Any(s => s.CaseId == c.CaseId && s.Standing == Standing));
        cases = After is not { } last ? cases : cases.Where(c => c.ReportedAt < last.At || (c.ReportedAt == last.At && c.CaseId.CompareTo(last.Id) < 0));
        return cases.OrderByDescending(c => c.ReportedAt).ThenByDescending(c => c.CaseId);
    }
}
