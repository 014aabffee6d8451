namespace Haochaping.Cases.Contracts;

/// <summary>
/// 拨测 — synthetic cases by which the house tries its own ways in. Their facts are sealed like any other; they are in no figure and open
/// no order. Only a client that holds <see cref="Scope"/> may report them, so that nobody hides a real rating among them.
/// </summary>
public static class Probes
{
    /// <summary>The reserved source of every synthetic case.</summary>
    public const string Source = "haochaping-probe";

    /// <summary>The scope that reporting them takes.</summary>
    public const string Scope = "probes:write";

    extension(ServicePlace place)
    {
        /// <summary>Whether it is the place of a synthetic case.</summary>
        public bool IsProbe => place.Source == Source;
    }
}
