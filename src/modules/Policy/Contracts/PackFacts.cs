using Haochaping.Kernel.Facts;

namespace Haochaping.Policy.Contracts;

/// <summary>规则草稿已保存 — somebody wrote or changed a draft of a rule pack.</summary>
/// <param name="Draft">Key of the draft.</param>
/// <param name="Pack">Id of the pack, for example <c>JX</c>.</param>
/// <param name="Revision">Counts up with every step of the draft.</param>
/// <param name="Hash">SHA-256 (hex) of the draft's text.</param>
/// <param name="Base">The version it was drafted from; empty where a file was uploaded.</param>
/// <param name="Signer">Name of the key that signed the file it came in, or null.</param>
[Fact("pack-drafted", 1)]
public sealed record PackDrafted(Guid Draft, string Pack, int Revision, string Hash, string Base, string? Signer) : IFact
{
    /// <summary>The draft itself: it belongs to no case.</summary>
    public Guid CaseId => Draft;
}

/// <summary>规则草稿已送审 — a draft waits for another person's approval.</summary>
/// <param name="Draft">Key of the draft.</param>
/// <param name="Pack">Id of the pack.</param>
/// <param name="Revision">Step of the draft.</param>
/// <param name="Hash">SHA-256 (hex) of the text that was submitted.</param>
[Fact("pack-submitted", 1)]
public sealed record PackSubmitted(Guid Draft, string Pack, int Revision, string Hash) : IFact
{
    /// <summary>The draft itself.</summary>
    public Guid CaseId => Draft;
}

/// <summary>规则草稿已批准 — a second person agreed; from its first day on the text rules. Only a text with this hash is ever loaded.</summary>
/// <param name="Draft">Key of the draft.</param>
/// <param name="Pack">Id of the pack.</param>
/// <param name="Revision">Step of the draft.</param>
/// <param name="Hash">SHA-256 (hex) of the text that was approved.</param>
/// <param name="EffectiveFrom">First day it rules.</param>
/// <param name="Rehearsed">Whether this very text was rehearsed before.</param>
/// <param name="Unmet">Expectations the rehearsal did not find met.</param>
[Fact("pack-approved", 1)]
public sealed record PackApproved(Guid Draft, string Pack, int Revision, string Hash, DateOnly EffectiveFrom, bool Rehearsed, int Unmet) : IFact
{
    /// <summary>The draft itself.</summary>
    public Guid CaseId => Draft;
}

/// <summary>规则草稿已退回 — a draft went back to be changed; the reason stands with the draft.</summary>
/// <param name="Draft">Key of the draft.</param>
/// <param name="Pack">Id of the pack.</param>
/// <param name="Revision">Step of the draft.</param>
/// <param name="Hash">SHA-256 (hex) of the text.</param>
[Fact("pack-returned", 1)]
public sealed record PackReturned(Guid Draft, string Pack, int Revision, string Hash) : IFact
{
    /// <summary>The draft itself.</summary>
    public Guid CaseId => Draft;
}

/// <summary>规则草稿已撤销 — a draft will never rule.</summary>
/// <param name="Draft">Key of the draft.</param>
/// <param name="Pack">Id of the pack.</param>
/// <param name="Revision">Step of the draft.</param>
/// <param name="Hash">SHA-256 (hex) of the text.</param>
[Fact("pack-withdrawn", 1)]
public sealed record PackWithdrawn(Guid Draft, string Pack, int Revision, string Hash) : IFact
{
    /// <summary>The draft itself.</summary>
    public Guid CaseId => Draft;
}

/// <summary>规则已施行 — the first day of an approved draft has come and the running set holds it.</summary>
/// <param name="Draft">Key of the draft.</param>
/// <param name="Pack">The version as rows hold it: <c>JX@2026-12-01+ab12cd34</c>.</param>
/// <param name="Revision">Step of the draft.</param>
/// <param name="Hash">SHA-256 (hex) of the text.</param>
/// <param name="EffectiveFrom">First day it rules.</param>
[Fact("pack-activated", 1)]
public sealed record PackActivated(Guid Draft, string Pack, int Revision, string Hash, DateOnly EffectiveFrom) : IFact
{
    /// <summary>The draft itself.</summary>
    public Guid CaseId => Draft;
}
