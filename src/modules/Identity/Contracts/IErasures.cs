namespace Haochaping.Identity.Contracts;

/// <summary>
/// 删除清单 — who was erased. A backup older than an erasure still holds the person: so the list is kept outside backups as
/// well, and every restore replays it before anything else runs.
/// </summary>
public interface IErasures
{
    /// <summary>All erasures, oldest first.</summary>
    Task<IReadOnlyList<Erasure>> ListAsync(CancellationToken cancel);

    /// <summary>Erases again whoever was sealed before their erasure; returns how many persons that were. Safe to repeat.</summary>
    Task<int> ReplayAsync(IReadOnlyList<Erasure> erasures, CancellationToken cancel);
}

/// <summary>删除记录 — one erasure; holds no personal data.</summary>
/// <param name="Token">Who.</param>
/// <param name="At">When.</param>
/// <param name="By">On whose order, as <c>Actor.ToString()</c>.</param>
/// <param name="Reason">Why, in the words of whoever ordered it; no personal data.</param>
public sealed record Erasure(PersonToken Token, DateTimeOffset At, string By, string Reason);
