using Haochaping.Kernel.Facts;

namespace Haochaping.Publication.Contracts;

/// <summary>已发布 — an issue of figures is out and will never change; what is found later stands in a later issue .</summary>
/// <param name="CaseId">Key of the issue.</param>
/// <param name="Number">期号, from 1.</param>
/// <param name="From">First day of completion it is about.</param>
/// <param name="To">Last day, counted too.</param>
/// <param name="Final">终值; otherwise 初值, with windows still open.</param>
/// <param name="Replaces">The earlier issue about the same days, if there is one.</param>
/// <param name="Hash">SHA-256 of the published bytes, lower-case hex.</param>
/// <param name="TreeSize">Size of the sealed log the figures rest on.</param>
/// <param name="Root">Its root (RFC 6962, SHA-256), base64.</param>
[Fact("issue-published", 1)]
public sealed record IssuePublished(
    Guid CaseId, int Number, DateOnly From, DateOnly To, bool Final, int? Replaces, string Hash, long TreeSize, string Root) : IFact;
