using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Contracts;

/// <summary>申诉要素 — what every fact about one appeal carries, so that nobody downstream asks back.</summary>
/// <param name="AppealId">Key of the appeal, derived from the task.</param>
/// <param name="Number">申诉编号 as people read it.</param>
/// <param name="Task">What was rated, and where.</param>
/// <param name="Level">The grade.</param>
/// <param name="IsNegative">差评 by the pack.</param>
/// <param name="IsPositive">好评 by the pack.</param>
/// <param name="RealName">The rater is known and proven.</param>
/// <param name="Private">不公开.</param>
/// <param name="Channel">Channel code of the rating.</param>
/// <param name="RatedOn">Business date of the rating.</param>
/// <param name="Pack">Rule-pack version that rules the appeal.</param>
/// <param name="By">申诉主体.</param>
/// <param name="Ground">申诉理由.</param>
/// <param name="Claim">What is contested.</param>
/// <param name="Desk">受理方 by role; the first filing locks the venue (Q45).</param>
/// <param name="DeskCode">Its institution code; empty where none is registered.</param>
public sealed record AppealFacts(
    Guid AppealId,
    string Number,
    TaskFacts Task,
    Level Level,
    bool IsNegative,
    bool IsPositive,
    bool RealName,
    bool Private,
    string Channel,
    DateOnly RatedOn,
    string Pack,
    AppellantKind By,
    AppealGround Ground,
    AppealClaim Claim,
    Party Desk,
    string DeskCode);
