using Haochaping.Catalog.Domain.Importing;
using Haochaping.Kernel.Data;

namespace Haochaping.Catalog.Storage;

/// <summary>货架 — how one kind of import lies in its table.</summary>
internal interface IShelf
{
    ImportKind Kind { get; }

    /// <summary>
    /// What the table holds under these keys (at most a chunk of them), fingerprinted over these fields. Null: the keys are
    /// only referred to, and an entry's other name will do.
    /// </summary>
    Task<Dictionary<string, KnownEntry>> FindAsync(AppDb db, IReadOnlyList<string> keys, IReadOnlyList<string>? fields, CancellationToken cancel);

    /// <summary>Adds to <paramref name="db"/> what these rows change. Looks again at what is there, so repeating it changes nothing.</summary>
    /// <returns>How many were added and how many changed.</returns>
    Task<(int Added, int Updated)> PutAsync(AppDb db, IReadOnlyList<Draft> rows, IReadOnlyList<string> fields, DateOnly from, CancellationToken cancel);
}

/// <summary>One field in one table: how it is read out and written in as its normal form.</summary>
internal sealed record Column<T>(string Field, Func<T, string> Get, Action<T, string> Set);
