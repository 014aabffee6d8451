namespace Haochaping.Ledger.Contracts;

/// <summary>存证查询 — where a fact stands in the sealed log, and the proof of it.</summary>
public interface ILedger
{
    /// <summary>The place of a journal entry, or null while it is not sealed yet (a second at most in a healthy house).</summary>
    Task<SealedPlace?> FindAsync(Guid caseId, Guid entryId, CancellationToken cancel);

    /// <summary>
    /// The entry's inclusion proof under the newest checkpoint, as a C2SP tlog-proof text that anyone can check off line with
    /// the log's key; null while it is not sealed yet. Reveals nothing about other entries.
    /// </summary>
    Task<string?> ProofAsync(Guid caseId, Guid entryId, CancellationToken cancel);

    /// <summary>The newest signed state of the log; that of the empty log before anything was sealed.</summary>
    Task<TreeHead> HeadAsync(CancellationToken cancel);
}

/// <summary>存证位置 — where an entry stands and since when.</summary>
/// <param name="Position">0-based position in the log.</param>
/// <param name="TreeSize">Size of the first signed tree that contains it.</param>
/// <param name="CheckpointAt">When that tree was signed; whole seconds.</param>
public sealed record SealedPlace(long Position, long TreeSize, DateTimeOffset CheckpointAt);

/// <summary>存证状态 — the signed state of the whole log.</summary>
/// <param name="Size">Number of sealed entries.</param>
/// <param name="Root">Root of the Merkle tree over them (RFC 6962, SHA-256), base64.</param>
/// <param name="Note">The signed checkpoint (C2SP tlog-checkpoint), verbatim.</param>
/// <param name="At">When it was signed; whole seconds.</param>
public sealed record TreeHead(long Size, string Root, string Note, DateTimeOffset At);
