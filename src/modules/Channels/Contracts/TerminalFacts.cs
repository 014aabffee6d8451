using Haochaping.Kernel.Facts;

namespace Haochaping.Channels.Contracts;

/// <summary>已转到终端 — a service that ended on a self-service terminal was put before the person there to be rated; a rating over the channel kiosk came from it.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Terminal">终端机编号, as its system calls it.</param>
[Fact("task-handed-to-terminal", 1)]
public sealed record TaskHandedToTerminal(Guid CaseId, Guid TaskId, string Terminal) : IFact;
