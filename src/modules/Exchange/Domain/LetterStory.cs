using Haochaping.Exchange.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Exchange.Domain;

/// <summary>函件经过 — what the facts of one letter say about its row.</summary>
/// <param name="About">What every fact carries; the last one's.</param>
/// <param name="Direction">Which way.</param>
/// <param name="At">When what it tells was done.</param>
/// <param name="States">Where it may stand: a person may have a refused letter tried again.</param>
/// <param name="Receipt">Theirs, once it was delivered.</param>
/// <param name="Code">Why what came in was refused.</param>
internal sealed record LetterStory(LetterFacts About, Direction Direction, DateTimeOffset At, IReadOnlyList<LetterState> States, string? Receipt, string? Code)
{
    /// <summary>When a person had looked at what was refused.</summary>
    public DateTimeOffset? SettledAt { get; private init; }

    private static readonly LetterState[] OnItsWay = [LetterState.Waiting, LetterState.Failed];

    /// <summary>The facts a story is made of.</summary>
    public static IReadOnlyList<Type> Wanted { get; } = [typeof(LetterWritten), typeof(LetterDelivered), typeof(LetterRefused), typeof(LetterReceived), typeof(LetterSettled)];

    /// <summary>The letters of one case.</summary>
    public static IEnumerable<(string Key, LetterStory Story)> Of(IReadOnlyList<Recorded<IFact>> facts)
    {
        var stories = new Dictionary<Guid, LetterStory>();
        foreach (var fact in facts.Select(f => f.Fact))
        {
            switch (fact)
            {
                case LetterWritten f:
                    stories[f.Letter.LetterId] = new(f.Letter, Direction.Out, f.At, OnItsWay, null, null);
                    break;
                case LetterDelivered f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { States = [LetterState.Delivered], Receipt = f.Receipt };
                    break;
                case LetterRefused f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { States = [LetterState.Refused, .. OnItsWay], SettledAt = null };
                    break;
                case LetterSettled f when stories.TryGetValue(f.Letter.LetterId, out var story):
                    stories[f.Letter.LetterId] = story with { SettledAt = f.At };
                    break;
                case LetterReceived f:
                    stories[f.Letter.LetterId] = new(f.Letter, Direction.In, f.At, [f.Code is null ? LetterState.Applied : LetterState.Refused], null, f.Code);
                    break;
            }
        }

        return stories.Select(s => ($"{facts[0].Fact.CaseId}/{s.Key}", s.Value));
    }
}
