using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>
/// 问询表 — what is asked beside the five grades, by the pack's <c>form.questionnaire.*</c>: the item's own questions, or the pack's where
/// it has none. Asked where one case is rated (一事一评), always voluntary (吉林 第十四条). Pure.
/// </summary>
internal static class Questionnaire
{
    /// <summary>Whether anything may be asked about this subject.</summary>
    public static bool IsAsked(SubjectKind kind, RulePack pack) => kind == SubjectKind.Service && pack.Form.Questionnaire.Enabled;

    /// <summary>The questions of a task, as they were when it was opened.</summary>
    public static IReadOnlyList<FormQuestion> Of(TaskRow task, RulePack pack) => !IsAsked(task.Kind, pack) ? [] :
        [.. (task.Questions ?? pack.Form.Questionnaire.Items).Select(ServiceQuestion.Read).Select((q, i) => new FormQuestion($"q{i + 1}", q.Text, q.Choices))];

    /// <summary>What does not answer the form; nothing where nothing is answered.</summary>
    public static IEnumerable<Complaint> Complaints(TaskRow task, Verdict verdict, RulePack pack)
    {
        var asked = Of(task, pack).ToDictionary(q => q.Code);
        return verdict.Questions.Where(a => !asked.TryGetValue(a.Key, out var question) || a.Value < 1 || a.Value > question.Choices.Count)
            .Select(a => new Complaint("questions", "unknown-answer", $"本次评价的问询项目没有“{a.Key}”的第 {a.Value} 个选项：请按评价表重新选择，或不填写。"));
    }

    /// <summary>The answers with their words, in the order of the form.</summary>
    public static IReadOnlyList<QuestionAnswer> Answers(TaskRow task, Verdict verdict, RulePack pack) => verdict.Questions.Count == 0 ? [] :
        [.. Of(task, pack).Where(q => verdict.Questions.ContainsKey(q.Code)).Select(q => (q, choice: verdict.Questions[q.Code]))
            .Select(a => new QuestionAnswer(a.q.Code, a.choice, a.q.Text, a.q.Choices[a.choice - 1]))];
}
