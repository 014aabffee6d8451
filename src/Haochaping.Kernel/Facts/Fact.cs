using Haochaping.Kernel.Actors;

namespace Haochaping.Kernel.Facts;

/// <summary>
/// 事实 — what a module leaves in the journal: a noun and a past participle, fat enough that nobody downstream asks back
/// (ADR 0002), and free of personal data (ADR 0011). Implementations are sealed records with a <see cref="FactAttribute"/>.
/// </summary>
public interface IFact
{
    /// <summary>The (lead) case, first part of every big key; subjects without a case derive one.</summary>
    Guid CaseId { get; }
}

/// <summary>The stable name and version under which a fact stands in the journal, for ever.</summary>
/// <param name="name">Kebab-case noun and past participle, for example <c>evaluation-submitted</c>.</param>
/// <param name="version">Counts up when the shape changes; readers for old versions stay.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FactAttribute(string name, int version) : Attribute
{
    /// <summary>Kebab-case name.</summary>
    public string Name { get; } = name;

    /// <summary>Version of the shape.</summary>
    public int Version { get; } = version;

    /// <summary>As it stands in the journal: <c>name@version</c>.</summary>
    public string Type => $"{Name}@{Version}";
}

/// <summary>A fact as a follower meets it: sealed, with its place in the log.</summary>
/// <param name="Position">0-based position in the log.</param>
/// <param name="EntryId">Key of the journal entry.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="By">Who caused it.</param>
/// <param name="BusinessDate">Civil date in house time on which it counts.</param>
/// <param name="Fact">The fact itself.</param>
public sealed record Recorded<TFact>(long Position, Guid EntryId, DateTimeOffset At, Actor By, DateOnly BusinessDate, TFact Fact)
    where TFact : IFact;
