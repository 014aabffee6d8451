using Haochaping.Kernel.Facts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>
/// 已填写问询 — what a rater answered beside the grade, voluntarily (吉林 第十四条). It is in no rate of satisfaction. Answers are chosen
/// from a list; what was written freely is the text of the rating and stands there as a commitment.
/// </summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="Answers">Only what was answered, in the order of the form.</param>
/// <param name="Channel">Channel code as the pack spells it.</param>
/// <param name="ReceivedAt">When the request arrived.</param>
[Fact("questionnaire-answered", 1)]
public sealed record QuestionnaireAnswered(Guid CaseId, TaskFacts Task, IReadOnlyList<QuestionAnswer> Answers, string Channel, DateTimeOffset ReceivedAt) : IFact;

/// <summary>问询答案 — one question and the answer that was chosen, with the words of the day.</summary>
/// <param name="Code">Code of the question in its form.</param>
/// <param name="Choice">Number of the answer, counted from 1.</param>
/// <param name="Question">The question as it was asked.</param>
/// <param name="Answer">The answer as it was offered.</param>
public sealed record QuestionAnswer(string Code, int Choice, string Question, string Answer);
