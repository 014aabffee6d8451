using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Web;

namespace Haochaping.Statistics.Contracts;

/// <summary>分组 — what the rows of a table of figures are.</summary>
public enum Grouping
{
    /// <summary>机构.</summary>
    Institution,

    /// <summary>区划, by the six digits of the county.</summary>
    Region,

    /// <summary>事项.</summary>
    Item,

    /// <summary>大厅.</summary>
    Hall,

    /// <summary>窗口, as hall/window.</summary>
    Window,

    /// <summary>办理方式.</summary>
    Handling,

    /// <summary>评价渠道; services nobody rated stand under the empty key.</summary>
    Via,

    /// <summary>办结日, as 2026-10-31.</summary>
    Day,

    /// <summary>办结月, as 2026-10.</summary>
    Month,
}

/// <summary>What to count.</summary>
/// <param name="From">First day of completion.</param>
/// <param name="To">Last day of completion, counted too.</param>
/// <param name="By">What the rows are.</param>
/// <param name="Scope">Which rows the reader may see.</param>
/// <param name="Region">Only regions whose code begins so; null = all.</param>
/// <param name="Institution">Only this institution.</param>
/// <param name="Item">Only this item.</param>
/// <param name="Handling">Only this 办理方式.</param>
public sealed record FiguresQuery(
    DateOnly From,
    DateOnly To,
    Grouping By,
    StaffScope Scope,
    string? Region = null,
    string? Institution = null,
    string? Item = null,
    HandlingChannel? Handling = null);

/// <summary>统计时点 — how far the journal had been counted.</summary>
/// <param name="Position">Every sealed entry before this position is counted: the size of the tree the figures rest on.</param>
/// <param name="LastAt">When the last counted fact was recorded; null before the first.</param>
public sealed record AsOf(long Position, DateTimeOffset? LastAt);

/// <summary>One row of a table of figures.</summary>
/// <param name="Key">Code of what was grouped.</param>
/// <param name="Name">Its name where the facts told one, else the code.</param>
/// <param name="Tally">Its counts.</param>
public sealed record FigureRow(string Key, string Name, Tally Tally);

/// <summary>统计表.</summary>
/// <param name="AsOf">How far the journal had been counted; the same for every row.</param>
/// <param name="Total">All rows together.</param>
/// <param name="Rows">In the order of their keys.</param>
public sealed record FigureTable(AsOf AsOf, Tally Total, IReadOnlyList<FigureRow> Rows);

/// <summary>统计 — the look-up of figures. They are counted from facts only; there is no way to enter one (江西 十九, 海口 三（九）).</summary>
public interface IFigures
{
    /// <summary>A table whose counts and whose <see cref="FigureTable.AsOf"/> belong to the same moment.</summary>
    Task<FigureTable> CountAsync(FiguresQuery query, CancellationToken cancel);
}
