using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;

namespace Haochaping.Channels.Domain;

/// <summary>短信应答 — what to do about one text message. Pure; never guesses which service is meant.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Hand a grade in.</summary>
    internal sealed record Rate(RatableTask Task, int Level, string? Reason, DateTimeOffset GivenAt) : Reply;

    /// <summary>Ask which service is meant.</summary>
    internal sealed record AskWhich(IReadOnlyList<RatableTask> Tasks) : Reply;

    /// <summary>Ask again for the reason.</summary>
    internal sealed record AskReason(RatableTask Task) : Reply;

    /// <summary>Opt out of messages, or in again.</summary>
    internal sealed record Opt(bool IsOut) : Reply;

    /// <summary>Nothing to do but say something.</summary>
    internal sealed record Say(ReplyOutcome Outcome, RatableTask? About = null) : Reply;

    /// <summary>Most services that one message can list.</summary>
    public const int MostListed = 5;

    /// <summary>Decides.</summary>
    /// <param name="word">What was said.</param>
    /// <param name="text">The words themselves: the reason, where one was asked for.</param>
    /// <param name="tasks">What this phone was invited to rate, the latest first.</param>
    /// <param name="talk">What it was asked; null when nothing, or too long ago.</param>
    /// <param name="saidAt">When it was said.</param>
    public static Reply Decide(ReplyWord word, string text, IReadOnlyList<RatableTask> tasks, TalkRow? talk, DateTimeOffset saidAt)
    {
        var open = tasks.Where(t => IsOpen(t, saidAt)).Take(MostListed).ToList();
        return word.Kind switch
        {
            ReplyKind.OptOut => new Opt(true),
            ReplyKind.OptIn => new Opt(false),
            ReplyKind.Help => new Say(ReplyOutcome.Helped),
            ReplyKind.Grade or ReplyKind.Other when talk?.Level is { } level => Reasoned(word, text, level, talk, tasks),
            ReplyKind.Other => new Say(ReplyOutcome.NotUnderstood, open.FirstOrDefault()),
            ReplyKind.Grade => Graded(word, open, tasks, talk, saidAt),
        };
    }

    // A grade alone is no reason: it was sent twice, or thought over too late.
    private static Reply Reasoned(ReplyWord word, string text, int level, TalkRow talk, IReadOnlyList<RatableTask> tasks) =>
        Find(tasks, talk.Listed[0]) is not { } task ? new Say(ReplyOutcome.NotInvited)
        : word.Kind == ReplyKind.Grade ? new AskReason(task)
        : new Rate(task, level, text, talk.GivenAt!.Value);

    private static Reply Graded(ReplyWord word, List<RatableTask> open, IReadOnlyList<RatableTask> tasks, TalkRow? talk, DateTimeOffset saidAt)
    {
        var level = word.Level!.Value;
        if (word.Number is { } number && talk is not null && number <= talk.Listed.Count)
        {
            return Find(tasks, talk.Listed[number - 1]) is { } chosen ? new Rate(chosen, level, null, saidAt) : new Say(ReplyOutcome.NotInvited);
        }

        return (open, tasks) switch
        {
            ([var only], _) when word.Number is null && (talk is null || !word.IsDigit) => new Rate(only, level, null, saidAt),
            ({ Count: > 0 }, _) => new AskWhich(open),
            (_, [var last, ..]) => new Rate(last, level, null, saidAt), // rated or over: the desk says which
            _ => new Say(ReplyOutcome.NotInvited),
        };
    }

    // Said in time and delivered late is in time, until the clearing up has gone by: then the desk says so.
    private static bool IsOpen(RatableTask task, DateTimeOffset saidAt) => task.State == "open" || (task.State is "closed" or "defaulted" && saidAt < task.ClosesAt);

    private static RatableTask? Find(IReadOnlyList<RatableTask> tasks, ListedTask listed) => tasks.FirstOrDefault(t => t.CaseId == listed.CaseId && t.TaskId == listed.TaskId);
}
