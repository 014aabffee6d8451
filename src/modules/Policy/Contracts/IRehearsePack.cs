namespace Haochaping.Policy.Contracts;

/// <summary>规则演练 — plays every rehearsal against a draft before anybody approves it. Whoever can, registers itself; Policy only asks.</summary>
public interface IRehearsePack
{
    /// <summary>All expectations, met or not. Nothing of the running house is touched.</summary>
    /// <param name="fileName">Name the draft has as a pack file, for example <c>JX-1a2b3c4d.yaml</c>.</param>
    /// <param name="draft">The draft's YAML.</param>
    /// <param name="cancel">Stops the play.</param>
    Task<IReadOnlyList<RehearsedExpectation>> RunAsync(string fileName, string draft, CancellationToken cancel);
}

/// <summary>演练期望 — one expectation of one rehearsal, and what came out.</summary>
/// <param name="Rehearsal">Name of the rehearsal.</param>
/// <param name="Expected">What was expected, in a sentence.</param>
/// <param name="Met">Whether it came out so.</param>
/// <param name="Found">What came out instead; null where it was met.</param>
public sealed record RehearsedExpectation(string Rehearsal, string Expected, bool Met, string? Found);
