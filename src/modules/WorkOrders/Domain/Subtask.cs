using System.Text.Json.Serialization;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>子任务 — what another body does for an order: the township or village that was rated (C2), or a unit that 协办 (C19). It reports its own part; whoever leads answers for the whole.</summary>
/// <param name="Unit">Code of the body.</param>
/// <param name="Name">Its name that day.</param>
/// <param name="Region">12-digit division code.</param>
/// <param name="Due">Last day for its part; null where only the order has limits.</param>
/// <param name="ReportedAt">When it was filled in, in this round.</param>
/// <param name="ReleasedAt">When the body was freed of it.</param>
/// <param name="Satisfaction">What the rater said about this part, last.</param>
internal sealed record Subtask(
    string Unit, string Name, string Region, DateOnly? Due = null, DateTimeOffset? ReportedAt = null, DateTimeOffset? ReleasedAt = null, Level? Satisfaction = null)
{
    /// <summary>Whether it is still to be filled in.</summary>
    [JsonIgnore]
    public bool IsOwed => ReportedAt is null && ReleasedAt is null;

    public static Subtask Of(Desk unit, DateOnly? due = null) => new(unit.Code, unit.Name, unit.Region, due);

    /// <summary>What the house looks for in a column of marks, to find what somebody of this scope has to do with.</summary>
    public static List<string> Marks(StaffScope scope) => [.. scope.Institutions.Select(code => $"|{code}@"), .. scope.RegionPrefixes.Select(prefix => "@" + prefix)];

    /// <summary>Bodies and their regions in one text, to be searched.</summary>
    public static string MarksOf(IEnumerable<Subtask> subtasks) => string.Concat(subtasks.Select(s => $"|{s.Unit}@{s.Region}|"));

    /// <summary>A new round: to be done again, without a day of its own.</summary>
    public Subtask Again() => this with { Due = null, ReportedAt = null };

    /// <summary>Whether it holds up an order in this state; a township only puts right, so it owes nothing where nothing is to be put right.</summary>
    public bool IsOwedIn(OrderState state, string rated) => IsOwed && (Unit == rated ? state == OrderState.Rectifying : state is OrderState.Accepted or OrderState.Rectifying or OrderState.Explaining);
}
