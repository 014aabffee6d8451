using Haochaping.Kernel.Data;

namespace Haochaping.Kernel.Facts;

/// <summary>
/// A reader of the log. Its writes and its cursor are saved in one transaction, so every fact takes effect exactly once,
/// whatever crashes; deleting its rows and its cursor replays history.
/// </summary>
public interface IFollower
{
    /// <summary>The fact types it wants; others are passed over.</summary>
    IReadOnlyCollection<Type> Wants { get; }

    /// <summary>Adds to <paramref name="db"/> what follows from the facts; the runner saves. Facts come in log order.</summary>
    Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel);
}

/// <summary>A follower that reacts to one kind of fact.</summary>
public abstract class Reaction<TFact> : IFollower
    where TFact : IFact
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Wants { get; } = [typeof(TFact)];

    /// <inheritdoc />
    public Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel) =>
        ReactAsync([.. facts.Select(f => new Recorded<TFact>(f.Position, f.EntryId, f.At, f.By, f.BusinessDate, (TFact)f.Fact))], db, cancel);

    /// <summary>Load once for the whole batch, decide one by one, add to <paramref name="db"/>; the runner saves.</summary>
    protected abstract Task ReactAsync(IReadOnlyList<Recorded<TFact>> facts, AppDb db, CancellationToken cancel);
}

/// <summary>A follower as the runner knows it; its name is the key of its cursor.</summary>
public sealed record FollowerEntry(Type Type)
{
    /// <summary>Key of the cursor.</summary>
    public string Name => Type.Name;
}
