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
    /// One transaction: every row is written where its guard column still has the value it had <see cref="RowClaim.Before"/>, and only the
    /// inserts of winners follow. Returns who won, in order. Never cancelled half way.
    /// </summary>
    Task<bool[]> ClaimAndInsertAsync(AppDb db, RowClaims claims);

    /// <summary>Why the house cannot stand on this store at all (a server too old), as one sentence for the person who runs it; null when it can.</summary>
    Task<string?> UnfitAsync(AppDb db, CancellationToken cancel);

    /// <summary>Settings of the store that would let an acknowledged rating be lost; empty when all is well.</summary>
    Task<IReadOnlyList<string>> UnsafeSettingsAsync(AppDb db, CancellationToken cancel);

    /// <summary>What a store's exception means to a user (full, away), or null when it is a bug of ours.</summary>
    Refusal? Diagnose(Exception exception);
}
