using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Notifications.Contracts;

namespace Haochaping.Host.Serving;

/// <summary>收信人 — joins two ground modules that do not know each other: messages find phones in the vault, which records every look and what it was for.</summary>
internal sealed class VaultRecipients(IVault vault) : IRecipients
{
    /// <summary>What the access record calls each kind of message.</summary>
    public static IReadOnlyDictionary<string, Purpose> Purposes { get; } = new Dictionary<string, Purpose>
    {
        [MessagePurposes.Invitation] = Purpose.Invitation,
        [MessagePurposes.Reminder] = Purpose.Reminder,
        [MessagePurposes.Progress] = Purpose.Progress,
        [MessagePurposes.Code] = Purpose.ProofCode,
        [MessagePurposes.Answer] = Purpose.Answer,
    };

    // Nobody looks without a purpose: a message of another kind has no phone, and waits visibly as failed.
    public async Task<Phone?> PhoneAsync(Guid personToken, Guid caseId, string purpose, CancellationToken cancel) =>
        Purposes.TryGetValue(purpose, out var why)
        && (await vault.RevealAsync(new PersonToken(personToken), Actor.House, why, caseId, cancel)).Is(out var person, out _)
        && person.Phone is { } number
            ? new Phone(number, vault.MarkOf(number)) : null;
}
