using Haochaping.Kernel.Facts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>朗读录音已变更 — what raters hear of the question or of one of the five words in a dialect was uploaded, replaced or removed.</summary>
/// <param name="DialectId">The dialect.</param>
/// <param name="Dialect">What it is called: 南昌话.</param>
/// <param name="Phrase"><c>question</c>, or <c>5</c> to <c>1</c>.</param>
/// <param name="Sha256">Of the recording, in hex; null where it was removed.</param>
[Fact("recording-changed", 1)]
public sealed record RecordingChanged(Guid DialectId, string Dialect, string Phrase, string? Sha256) : IFact
{
    /// <summary>The dialect: it belongs to no case.</summary>
    public Guid CaseId => DialectId;
}
