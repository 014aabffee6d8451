using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Notifications.Contracts;

namespace Haochaping.Host.Serving;

/// <summary>收信人 — joins two ground modules that do not know each other: messages find phones in the vault, which records every look.</summary>
internal sealed class VaultRecipients(IVault vault) : IRecipients
{
    public async Task<string?> PhoneAsync(Guid personToken, Guid caseId, CancellationToken cancel) =>
        (await vault.RevealAsync(new PersonToken(personToken), Actor.House, Purpose.Invitation, caseId, cancel)).Is(out var person, out _) ? person.Phone : null;
}
