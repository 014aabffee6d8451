using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>Turns an accepted submission into what is written: the task's next state, the evaluation, its receipt and its fact.</summary>
internal static class Answering
{
    /// <summary>The task as answered.</summary>
    public static TaskRow Next(TaskRow task, Submission submission) => task with
    {
        State = TaskState.Answered,
        RemindAt = null,
        AnswerEntry = submission.EntryId,
        AnswerHash = submission.Hash,
        AnswerChannel = submission.Channel,
        AnswerLevel = submission.Verdict.Level,
        AnsweredAt = submission.ReceivedAt,
    };

    /// <summary>The rows that follow from the answer, ready to insert.</summary>
    public static IReadOnlyList<object> Rows(TaskRow task, Submission submission, RulePack pack, string receiptCode, Actor by)
    {
        var verdict = submission.Verdict;
        var level = verdict.Level!.Value; // a theme's grade may be missing: then nothing is written of it
        var salt = verdict.Text is null ? null : submission.Salt;
        var realName = submission.Proven && task.Rater is not null;
        var evaluation = new EvaluationRow
        {
            CaseId = task.CaseId, TaskId = task.TaskId, EntryId = submission.EntryId, Level = level, Indicators = verdict.Indicators, Tags = verdict.Tags,
            Text = verdict.Text, Salt = salt, Channel = submission.Channel, Private = verdict.Private, RealName = realName, Rater = task.Rater,
            ReceivedAt = submission.ReceivedAt, CapturedAt = submission.CapturedAt, Answers = Questionnaire.Answers(task, verdict, pack),
            Terminal = submission.Terminal, Assisted = verdict.Assisted, Pictures = verdict.Pictures is [] ? null : verdict.Pictures,
        };
        var fact = new EvaluationSubmitted(
            task.CaseId, task.ToFacts(), level, pack.Form.IsNegative(level), pack.Form.IsPositive(level), verdict.Indicators, verdict.Tags,
            verdict.Text is null ? null : Commitment.Of(verdict.Text, salt), submission.Channel, verdict.Private, realName, task.Rater, submission.ReceivedAt, submission.CapturedAt)
        {
            Terminal = evaluation.Terminal, Assisted = evaluation.Assisted ? true : null, Pictures = evaluation.Pictures,
        };
        var (entry, queued) = JournalWriting.Write(fact, submission.EntryId, by, submission.ReceivedAt);
        return [evaluation, new ReceiptRow { Code = receiptCode, CaseId = task.CaseId, TaskId = task.TaskId }, entry, queued, .. Asked(task, submission, evaluation.Answers, by)];
    }

    private static IReadOnlyList<object> Asked(TaskRow task, Submission submission, IReadOnlyList<QuestionAnswer> answers, Actor by)
    {
        if (answers.Count == 0)
        {
            return [];
        }

        var fact = new QuestionnaireAnswered(task.CaseId, task.ToFacts(), answers, submission.Channel, submission.ReceivedAt);
        var (entry, queued) = JournalWriting.Write(fact, Ids.Derive("questionnaire-answered", submission.EntryId.ToString()), by, submission.ReceivedAt);
        return [entry, queued];
    }
}
