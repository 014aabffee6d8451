using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>What becomes of a submission that is not refused.</summary>
internal enum Outcome
{
    /// <summary>It is the answer.</summary>
    Recorded,

    /// <summary>The same content again: the first answer stands and is shown again.</summary>
    Replayed,

    /// <summary>Somebody answered over another channel before: the winner's receipt.</summary>
    AlreadyAnswered,
}

/// <summary>评价 — the one rule of how a task is answered, expires or is defaulted. Pure.</summary>
internal static class Evaluation
{
    /// <summary>How late expiry may claim a task at the earliest: longer than a request lives, so that whoever was in time wins.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private static readonly Refusal Withdrawn = new(RefusalKind.Expired, "task-withdrawn", "本件未能受理，收件环节的评价入口已关闭。如需反映问题，请致电 12345。");

    /// <summary>May this submission answer the task? Judged by the pack that issued the task.</summary>
    public static Result<Outcome> Answer(TaskRow task, Submission submission, RulePack pack)
    {
        return task.State switch
        {
            TaskState.Answered => Again(task, submission),
            TaskState.Open => InTime(task, submission, pack),
            TaskState.Defaulted => Supplement(task, submission, pack),
            TaskState.Unrated => Closed(task, pack),
            TaskState.Withdrawn => Withdrawn,
        };
    }

    /// <summary>Is the form open now? Also after a default, as long as the pack lets an answer supersede it.</summary>
    public static bool MayAnswer(TaskRow task, DateTimeOffset now) => task.State switch
    {
        TaskState.Open => now < task.ClosesAt,
        TaskState.Defaulted => now < task.SupplementUntil,
        TaskState.Answered or TaskState.Unrated or TaskState.Withdrawn => false,
    };

    /// <summary>What a task becomes when nobody rated: defaulted where the place's document orders a grade, else unrated (Q52).</summary>
    public static TaskState Expire(TaskRow task, RulePack pack) =>
        StageKinds.IsDefaulted(task.Kind, pack) ? TaskState.Defaulted : TaskState.Unrated;

    private static Result<Outcome> Again(TaskRow task, Submission submission) => task switch
    {
        _ when task.AnswerEntry == submission.EntryId => Outcome.Recorded, // our own answer, after a lost COMMIT
        _ when task.AnswerHash == submission.Hash => Outcome.Replayed,
        _ when task.AnswerChannel == submission.Channel => new Refusal(RefusalKind.Unprocessable, "rating-differs", "您已经评价过，评价提交后不能修改。如有补充，请在回执页查看进度或致电 12345。"),
        _ => Outcome.AlreadyAnswered,
    };

    private static Result<Outcome> InTime(TaskRow task, Submission submission, RulePack pack) =>
        submission.DecisiveAt >= task.ClosesAt ? Closed(task, pack) : Judge(task, submission, pack);

    private static Result<Outcome> Supplement(TaskRow task, Submission submission, RulePack pack)
    {
        var rules = pack.Window.Supplementary;
        var inWindow = submission.DecisiveAt < task.ClosesAt; // captured in time, delivered late: the person's word stands
        return inWindow || (rules is { Allowed: true, ReplacesDefault: true } && submission.DecisiveAt < task.SupplementUntil)
            ? Judge(task, submission, pack)
            : Closed(task, pack);
    }

    private static Refusal Closed(TaskRow task, RulePack pack) => new(
        RefusalKind.Expired, "window-closed", $"评价已于 {task.ClosesAt.AddDays(-1):M 月 d 日} 24:00 截止，入口已关闭。如需反映问题，请致电 12345。", pack.Value("window.length").Basis);

    private static Result<Outcome> Judge(TaskRow task, Submission submission, RulePack pack)
    {
        var verdict = submission.Verdict;
        IReadOnlyList<Complaint> overall = verdict.Level is { } level
            ? pack.FormComplaints(level, verdict.Indicators.Keys, verdict.Tags.Count, verdict.Text, verdict.Private, StageKinds.Only(task.Kind, pack))
            : [];
        var complaints = overall.Concat(ThemeForm.Complaints(task, verdict, pack)).Concat(Questionnaire.Complaints(task, verdict, pack)).ToList();
        return complaints.Count > 0
            ? new Refusal(RefusalKind.Unprocessable, "rating-incomplete", complaints[0].Message, Complaints: complaints)
            : submission.Proven || pack.Identity.RealName != RealName.Mandatory
                ? Outcome.Recorded
                : new Refusal(RefusalKind.NotAllowed, "proof-needed", "本地规定实名评价：请先用证件号后几位或手机验证码核验。", pack.Value("identity.real_name").Basis);
    }
}
