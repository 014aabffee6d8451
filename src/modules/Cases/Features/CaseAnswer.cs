using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Kernel;

namespace Haochaping.Cases.Features;

/// <summary>逐件结果 — what became of one reported case.</summary>
/// <param name="CaseNumber">办件编号 as sent.</param>
/// <param name="CaseId">Key of the case.</param>
/// <param name="Outcome">created, corrected, unchanged or refused.</param>
/// <param name="Code">completed, not-completed, not-ratable, or the code of the refusal.</param>
/// <param name="Message">Chinese sentence.</param>
/// <param name="Basis">Article or “默认” behind the standing.</param>
/// <param name="Complaints">Every complaint, when refused.</param>
/// <param name="Rating">What became of the rating that came with it, or that it is missing.</param>
internal sealed record CaseAnswer(
    string? CaseNumber, Guid? CaseId, string Outcome, string Code, string Message, string? Basis, IReadOnlyList<Complaint>? Complaints, RatingStanding? Rating)
{
    public static CaseAnswer Refused(string? number, Refusal refusal) => new(number, null, "refused", refusal.Code, refusal.Message, refusal.Article, refusal.Complaints, null);

    public static CaseAnswer Of(CaseReport report, string outcome, Completion completion, RatingStanding? rating) =>
        new(report.CaseNumber, report.CaseId, outcome, completion.Code, completion.Message, completion.Basis, null, rating);
}
