namespace Haochaping.Notifications.Contracts;

/// <summary>收信人 — where a person can be reached. The house answers it out of the vault, which keeps a record of every look.</summary>
public interface IRecipients
{
    /// <summary>The phone of a person, or null when there is none (never known, or erased).</summary>
    /// <param name="personToken">Token of the person.</param>
    /// <param name="caseId">The case the message is about, for the access record.</param>
    /// <param name="purpose">What the message is for, one of <see cref="MessagePurposes"/>: the access record says it.</param>
    /// <param name="cancel">Stops waiting.</param>
    Task<Phone?> PhoneAsync(Guid personToken, Guid caseId, string purpose, CancellationToken cancel);
}

/// <summary>收信号码 — a phone while a message is on its way. Its text form is empty, so that it cannot slip into a log.</summary>
/// <param name="Number">What is dialled.</param>
/// <param name="Mark">号码标识: a keyed hash of the number, by which a reply finds what it answers; the same phone has the same mark.</param>
public sealed record Phone(string Number, Guid Mark)
{
    /// <summary>Nothing personal.</summary>
    public override string ToString() => nameof(Phone);
}
