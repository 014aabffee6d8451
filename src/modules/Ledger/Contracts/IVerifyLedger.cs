using Haochaping.Kernel.Data;

namespace Haochaping.Ledger.Contracts;

/// <summary>
/// 存证核验 — recomputes everything that was ever sealed and compares it with what the store holds: journal, queue, log, tiles,
/// checkpoints, and the rows other modules answer for. Never throws for what a damaged store holds, blocks no writer, and
/// needs memory for a few thousand rows only.
/// </summary>
public interface IVerifyLedger
{
    /// <summary>Tells every fault, not just the first.</summary>
    /// <param name="found">Called for each fault as it is found.</param>
    /// <param name="outside">
    /// Signed checkpoints that were kept elsewhere (a witness, a bulletin, a citizen's receipt). Only they can show that the
    /// whole store was exchanged for an older or a re-signed one.
    /// </param>
    /// <param name="progress">Told the number of sealed entries checked so far.</param>
    /// <param name="cancel">Stops between rows.</param>
    Task<LedgerReport> RunAsync(Action<Fault> found, IReadOnlyList<string>? outside, IProgress<long>? progress, CancellationToken cancel);
}

/// <summary>核验结果 — what was looked at. Clean means: no fault at all.</summary>
/// <param name="Entries">Sealed entries recomputed.</param>
/// <param name="Unsealed">Entries found that still wait in the queue.</param>
/// <param name="Tiles">Tiles compared.</param>
/// <param name="Checkpoints">Checkpoints whose signature and root were checked.</param>
/// <param name="Faults">Number of faults told.</param>
/// <param name="Root">Recomputed root over <paramref name="Entries"/>, base64.</param>
public sealed record LedgerReport(long Entries, long Unsealed, long Tiles, long Checkpoints, long Faults, string Root)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsClean => Faults == 0;
}

/// <summary>核验问题 — one thing that is not as it was sealed. Never holds the damaged value: it might be anybody's data.</summary>
/// <param name="Table">Table.</param>
/// <param name="Row">Key of the row, parts joined by a slash; a range such as <c>50–59</c> where rows are missing.</param>
/// <param name="Column">Column, or null where the whole row is meant.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">A Chinese sentence.</param>
public sealed record Fault(string Table, string Row, string? Column, string Code, string Message);

/// <summary>
/// 行核验 — a module's promise that its own rows say what the sealed journal says, for example that an evaluation's columns
/// equal the fact it left. Registered in the container; run by every verification after the ledger's own checks.
/// </summary>
public interface IVerifyRows
{
    /// <summary>Tells every row of the module that disagrees with its fact.</summary>
    /// <param name="db">To compose queries with; read through <paramref name="rows"/> so that damage does not throw.</param>
    /// <param name="rows">The moment of the store that is being verified.</param>
    /// <param name="found">Called for each fault.</param>
    /// <param name="cancel">Stops between rows.</param>
    Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel);
}
