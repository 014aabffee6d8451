using Haochaping.Accountability.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Accountability.Domain;

/// <summary>预警经过 — what the facts of one alert say about its row.</summary>
internal sealed record AlertStory(AlertRaised Raised, IReadOnlyList<IFact> Facts)
{
    public static IReadOnlyList<Type> Wanted { get; } = [typeof(AlertRaised), typeof(AlertDecided), typeof(MeasureFinished), typeof(MeasureOverdue)];

    public string Key => $"{Raised.CaseId}/{Raised.Alert.AlertId}";

    public AlertDecided? Decided => Facts.OfType<AlertDecided>().SingleOrDefault();

    public MeasureFinished? Finished => Facts.OfType<MeasureFinished>().SingleOrDefault();

    public DateTimeOffset? OverdueAt => Facts.OfType<MeasureOverdue>().SingleOrDefault()?.EffectiveAt;

    public AlertState State => (Decided, Finished) switch
    {
        (null, _) => AlertState.Open,
        ({ Measure: null }, _) => AlertState.NoGround,
        (_, null) => AlertState.Measured,
        (_, { Done: true }) => AlertState.Done,
        _ => AlertState.Failed,
    };

    /// <summary>Every act counts the version up by one.</summary>
    public int Version => Facts.Count - 1;

    /// <summary>The alerts of one case.</summary>
    public static IEnumerable<AlertStory> Of(IReadOnlyList<Recorded<IFact>> facts) => facts.Select(f => f.Fact).OfType<AlertRaised>()
        .Select(raised => new AlertStory(raised, [.. facts.Select(f => f.Fact).Where(f => IdOf(f) == raised.Alert.AlertId)]));

    private static Guid? IdOf(IFact fact) => fact switch
    {
        AlertRaised f => f.Alert.AlertId,
        AlertDecided f => f.Alert.AlertId,
        MeasureFinished f => f.Alert.AlertId,
        MeasureOverdue f => f.Alert.AlertId,
        _ => null,
    };
}
