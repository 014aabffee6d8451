using Haochaping.Kernel.Facts;

namespace Haochaping.Channels.Contracts;

/// <summary>场所码已制作 — a window or hall got its code, or a new one in place of the old.</summary>
/// <param name="CodeId">The code's registration: the same for every edition.</param>
/// <param name="Place">Code of the hall, or of the institution for a counter outside halls.</param>
/// <param name="Window">Number of the window; empty where the code is the hall's.</param>
/// <param name="Institution">The body the place belongs to.</param>
/// <param name="Edition">1 for the first; every earlier edition is dead.</param>
[Fact("place-code-issued", 1)]
public sealed record PlaceCodeIssued(Guid CodeId, string Place, string Window, string Institution, int Edition) : IFact
{
    /// <summary>The code itself: it belongs to no case.</summary>
    public Guid CaseId => CodeId;
}
