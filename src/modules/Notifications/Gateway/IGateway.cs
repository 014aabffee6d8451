using Haochaping.Notifications.Domain;

namespace Haochaping.Notifications.Gateway;

/// <summary>短信网关 — hands one message over.</summary>
internal interface IGateway
{
    /// <summary>False when no gateway is configured: messages wait.</summary>
    bool IsOpen { get; }

    /// <summary>Sends; every attempt of a message carries the same id, by which the gateway recognises a double.</summary>
    Task<Outcome> SendAsync(Guid id, string phone, string text, CancellationToken cancel);
}

/// <summary>无网关 — messages wait, and the outbox page says so.</summary>
internal sealed class NoGateway : IGateway
{
    public bool IsOpen => false;

    public Task<Outcome> SendAsync(Guid id, string phone, string text, CancellationToken cancel) =>
        throw new InvalidOperationException("No gateway is configured.");
}

/// <summary>演示网关 — messages are shown in the outbox and go nowhere.</summary>
internal sealed class DemoGateway : IGateway
{
    public bool IsOpen => true;

    public Task<Outcome> SendAsync(Guid id, string phone, string text, CancellationToken cancel) =>
        Task.FromResult(new Outcome(OutcomeKind.Shown, ""));
}
