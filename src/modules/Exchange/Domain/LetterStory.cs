using Haochaping.Exchange.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Exchange.Domain;

/// <summary>函件经过 — what the facts of one letter say about its row.</summary>
/// <param name="About">What every fact carries; the last one's.</param>
/// <param name="Direction">Which way.</param>
/// <param name="At">When what it tells was done.</param>
/// <param name="States">Where it may stand.</param>
/// <param name="Receipt">Theirs, once it was delivered.</param>
/// <param name="Code">Why what came in was refused.</param>
internal sealed record LetterStory(LetterFacts About, Direction Direction, DateTimeOffset At, IReadOnlyList<LetterState> States, string? Receipt, string? Code)
{
    /// <summary>When a person had looked at what was refused.</summary>
    public DateTimeOffset? SettledAt { get; private init; }

    /// <summary>Since when it is being tried: since it was written or came in, or a person had it sent again.</summary>
    public required DateTimeOffset Since { get; init; }

    private static readonly LetterState[] OnItsWay = [LetterState.Waiting, LetterState.Failed];

    /// <summary>The facts a story is made of.</summary>
    public static IReadOnlyList<Type> Wanted { get; } = [typeof(LetterWritten), typeof(LetterDelivered), typeof(LetterRefused), typeof(LetterReceived), typeof(LetterResent), typeof(LetterSettled)];

    /// <summary>The letters of one case.</summary>
    public static IEnumerable<(string Key, LetterStory Story)> Of(IReadOnlyList<Recorded<IFact>> facts)
    {
        var stories = new Dictionary<Guid, LetterStory>();
        foreach (var (fact, at) in facts.Select(f => (f.Fact, f.At)))
        {
            switch (fact)
            {
                case LetterWritten f:
                    stories[f.Letter.LetterId] = new(f.Letter, Direction.Out, f.At, OnItsWay, null, null) { Since = at };
                    break;
                case LetterDelivered f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { States = [LetterState.Delivered], Receipt = f.Receipt };
                    break;
                case LetterRefused f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { States = [LetterState.Refused], SettledAt = null };
                    break;
                case LetterResent f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { States = OnItsWay, Since = at };
                    break;
                case LetterSettled f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { SettledAt = f.At };
                    break;
                case LetterReceived f:
                    stories[f.Letter.LetterId] = new(f.Letter, Direction.In, f.At, [f.Code is null ? LetterState.Applied : LetterState.Refused], null, f.Code)
                    {
                        Since = stories.TryGetValue(f.Letter.LetterId, out var before) ? before.Since : at,
                    };
                    break;
            }
        }

        return stories.Select(s => ($"{facts[0].Fact.CaseId}/{s.Key}", s.Value));
    }
}
