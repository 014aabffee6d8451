using Haochaping.Kernel.Facts;

namespace Haochaping.Identity.Contracts;

/// <summary>个人信息已查阅 — somebody (not the house itself) read a person's data. The entry id is the access record's.</summary>
/// <param name="CaseId">About which case.</param>
/// <param name="Person">Whose: the token.</param>
/// <param name="Purpose">What for.</param>
[Fact("person-revealed", 1)]
public sealed record PersonRevealed(Guid CaseId, Guid Person, Purpose Purpose) : IFact;

/// <summary>个人信息已删除 — a person's key and data were destroyed.</summary>
/// <param name="Person">Whose: the token.</param>
[Fact("person-erased", 1)]
public sealed record PersonErased(Guid Person) : IFact
{
    /// <summary>The person themselves: an erasure belongs to no single case.</summary>
    public Guid CaseId => Person;
}

/// <summary>文件已查阅 — somebody (not the citizen, not the house) looked at a picture or scan. The entry id is the access record's.</summary>
/// <param name="CaseId">About which case.</param>
/// <param name="Entry">The entry that names the file.</param>
/// <param name="Hash">SHA-256 of the file in hex.</param>
/// <param name="Purpose">What for.</param>
[Fact("file-revealed", 1)]
public sealed record FileRevealed(Guid CaseId, Guid Entry, string Hash, Purpose Purpose) : IFact;
