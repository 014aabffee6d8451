namespace Haochaping.Kernel.Data;

/// <summary>认领 — one row to be changed if nobody was faster, and what is inserted then.</summary>
/// <param name="Before">The row as it was read.</param>
/// <param name="Next">The row as it is to stand.</param>
/// <param name="Inserts">Rows of any tables.</param>
public sealed record RowClaim(object Before, object Next, IReadOnlyList<object> Inserts);

/// <summary>The one way to change many rows of a table at once.</summary>
/// <param name="Table">The table of the rows.</param>
/// <param name="Guard">The column whose unchanged value makes a claim good.</param>
/// <param name="Changed">The columns that differ in any of the claims; no others are written.</param>
/// <param name="All">The claims.</param>
public sealed record RowClaims(Table Table, Column Guard, IReadOnlyList<Column> Changed, IReadOnlyList<RowClaim> All)
{
    /// <summary>The rows that follow from some of the claims, table by table.</summary>
    public static IEnumerable<(Table Table, IReadOnlyList<object> Rows)> Inserts(AppDb db, IEnumerable<RowClaim> claims) =>
        claims.SelectMany(c => c.Inserts).GroupBy(r => r.GetType()).Select(g => (Table.Of(db, g.Key), (IReadOnlyList<object>)[.. g]));

    /// <summary>Claims on rows of one type.</summary>
    public static RowClaims Of<TRow>(AppDb db, string guard, IReadOnlyList<RowClaim> all)
        where TRow : class
    {
        var table = Table.Of(db, typeof(TRow));
        return new(table, table.ColumnOf(guard), [.. table.Others.Where(c => all.Any(claim => c.Differs(claim.Before, claim.Next)))], all);
    }
}
