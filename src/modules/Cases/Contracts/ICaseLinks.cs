using Haochaping.Kernel.Web;

namespace Haochaping.Cases.Contracts;

/// <summary>
/// 办件关联 — what a downstream module keeps about a case: its evaluation tasks, its orders. The pages of staff list it; this
/// contract is the only way onto them, so nobody upstream knows what lies downstream.
/// </summary>
public interface ICaseLinks
{
    /// <summary>Order on the page, small first.</summary>
    int Order { get; }

    /// <summary>The lines about one case that somebody with this scope may see. Never anything personal.</summary>
    Task<IReadOnlyList<CaseLink>> OfAsync(Guid caseId, StaffScope scope, CancellationToken cancel);
}

/// <summary>关联记录 — one line that leads to another page; texts are written in the language of the page.</summary>
/// <param name="Kind">What it is: 评价任务, 整改工单.</param>
/// <param name="Name">Number or name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Href">Path of its page, without the path base.</param>
public sealed record CaseLink(string Kind, string Name, string State, string Href);
