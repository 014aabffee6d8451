using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;

namespace Haochaping.Channels.Features.Portal;

/// <summary>我的服务 — what the person who is signed in can still rate, the nearest end first, and what became of the rest.</summary>
internal sealed class ListMyRatings(IRatingDesk desk)
{
    /// <summary>Nobody has more; whoever does sees the newest.</summary>
    public const int Most = 100;

    public async Task<MyRatings> RunAsync(PersonToken rater, CancellationToken cancel)
    {
        var all = await desk.FindAsync(new RatableQuery { Rater = rater.Value, Most = Most }, cancel);
        return new(
            [.. all.Where(t => t.State == "open").OrderBy(t => t.ClosesAt)],
            [.. all.Where(t => t.State == "answered").OrderByDescending(t => t.AnsweredAt)],
            [.. all.Where(t => t.State is not ("open" or "answered"))]);
    }
}

/// <summary>What a citizen sees of their own services.</summary>
/// <param name="Open">Can still be rated.</param>
/// <param name="Rated">Was rated, with its receipt.</param>
/// <param name="Over">The window is over, or the way in was withdrawn.</param>
internal sealed record MyRatings(IReadOnlyList<RatableTask> Open, IReadOnlyList<RatableTask> Rated, IReadOnlyList<RatableTask> Over);
