namespace Haochaping.Identity.Contracts;

/// <summary>限次 — how often something may be tried, counted in the store, so that every web node counts the same tries.</summary>
public interface ILimits
{
    /// <summary>Counts a try and tells whether it is still within the limit, in one step: of racing tries as many go through as are allowed.</summary>
    /// <param name="what">Which limit: a stable word.</param>
    /// <param name="subject">Who tries what, for example a case number and an address; kept as a keyed hash only.</param>
    /// <param name="most">So many within <paramref name="window"/>, which begins with the first try.</param>
    /// <param name="window">How long tries are counted together.</param>
    /// <param name="cancel">Stops waiting.</param>
    Task<bool> AllowsAsync(string what, string subject, int most, TimeSpan window, CancellationToken cancel);
}
