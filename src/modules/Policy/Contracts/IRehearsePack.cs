namespace Haochaping.Policy.Contracts;

/// <summary>规则演练 — plays rehearsals with a draft in the place of the running rules, before anybody approves it. Whoever can, registers itself; Policy only asks.</summary>
public interface IRehearsePack
{
    /// <summary>Plays every rehearsal that names the pack, one after the other; takes its time. Nothing of the running house is touched.</summary>
    /// <param name="pack">Id of the pack, for example <c>JX</c>.</param>
    /// <param name="draft">The draft's YAML.</param>
    /// <param name="progress">Told how many have been played, of how many.</param>
    /// <param name="cancel">Stops the play.</param>
    Task<IReadOnlyList<PlayedRehearsal>> RunAsync(string pack, string draft, Action<int, int> progress, CancellationToken cancel);
}

/// <summary>演练结果 — what came of one rehearsal.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="All">How much was expected.</param>
/// <param name="Unmet">How much of it was not met; 1 where it could not even be played.</param>
/// <param name="FirstMiss">The first expectation that was not met, in a sentence; null where all were.</param>
public sealed record PlayedRehearsal(string File, string Title, int All, int Unmet, string? FirstMiss);
