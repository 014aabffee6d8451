using Microsoft.EntityFrameworkCore;

namespace Haochaping.Kernel.Data;

/// <summary>库 — what differs between the two stores, and nothing else does (ADR 0004).</summary>
public interface IStore
{
    /// <summary>“sqlite” or “postgres”.</summary>
    string Name { get; }

    /// <summary>How many submit lanes may write at once.</summary>
    int WriteLanes { get; }

    /// <summary>Points the context at this store.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Rows of one table by their keys, in one query, not tracked.</summary>
    Task<List<TRow>> LoadAsync<TRow>(AppDb db, IReadOnlyList<object[]> keys, CancellationToken cancel)
        where TRow : class;

    /// <summary>Inserts rows of one table in one statement (or one prepared statement); a key that exists is an exception.</summary>
    Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel);

    /// <summary>
    /// Claims rows: writes all columns of each row where the row still has the expected value in the guard column.
    /// Returns, for each row in order, whether the claim was won.
    /// </summary>
    Task<bool[]> ClaimAsync(AppDb db, Table table, string guard, IReadOnlyList<(object Row, object Expected)> claims, CancellationToken cancel);

    /// <summary>Why the house cannot stand on this store at all (a server too old), as one sentence for the person who runs it; null when it can.</summary>
    Task<string?> UnfitAsync(AppDb db, CancellationToken cancel);

    /// <summary>Settings of the store that would let an acknowledged rating be lost; empty when all is well.</summary>
    Task<IReadOnlyList<string>> UnsafeSettingsAsync(AppDb db, CancellationToken cancel);

    /// <summary>What a store's exception means to a user (full, away), or null when it is a bug of ours.</summary>
    Refusal? Diagnose(Exception exception);
}
