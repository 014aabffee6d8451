using Haochaping.Kernel.Facts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.Exchange.Contracts;

/// <summary>函件要素 — what every fact about a letter carries.</summary>
/// <param name="LetterId">Key of the letter.</param>
/// <param name="OrderId">The order here.</param>
/// <param name="Partner">Name of the other side.</param>
/// <param name="Number">工单编号 at the side where the order began; both sides know it by that.</param>
/// <param name="Ours">The order began here.</param>
/// <param name="Sequence">序号: 0 the order itself, then what each side did with it, counted for each direction.</param>
/// <param name="Act">What it tells.</param>
/// <param name="Body">Commitment of its text.</param>
public sealed record LetterFacts(Guid LetterId, Guid OrderId, string Partner, string Number, bool Ours, int Sequence, OrderWordKind Act, string Body);

/// <summary>函件已写成 — it waits to be sent.</summary>
/// <param name="CaseId">Lead case of the order.</param>
/// <param name="Letter">The letter.</param>
/// <param name="At">When what it tells was done.</param>
[Fact("letter-written", 1)]
public sealed record LetterWritten(Guid CaseId, LetterFacts Letter, DateTimeOffset At) : IFact;

/// <summary>函件已送达 — the other side took it.</summary>
/// <param name="CaseId">Lead case of the order.</param>
/// <param name="Letter">The letter.</param>
/// <param name="At">When.</param>
/// <param name="Receipt">回执编号 of the other side.</param>
[Fact("letter-delivered", 1)]
public sealed record LetterDelivered(Guid CaseId, LetterFacts Letter, DateTimeOffset At, string Receipt) : IFact;

/// <summary>函件被拒 — the other side will not have it as it is.</summary>
/// <param name="CaseId">Lead case of the order.</param>
/// <param name="Letter">The letter.</param>
/// <param name="At">When.</param>
/// <param name="Code">Why.</param>
[Fact("letter-refused", 1)]
public sealed record LetterRefused(Guid CaseId, LetterFacts Letter, DateTimeOffset At, string Code) : IFact;

/// <summary>函件重送 — a person has it tried again from now on, whatever had become of it.</summary>
/// <param name="CaseId">Lead case of the order.</param>
/// <param name="Letter">The letter.</param>
/// <param name="At">When.</param>
[Fact("letter-resent", 1)]
public sealed record LetterResent(Guid CaseId, LetterFacts Letter, DateTimeOffset At) : IFact;

/// <summary>来函已收 — what the other side told was done here, or refused with a reason and kept for a person to see.</summary>
/// <param name="CaseId">Lead case of the order.</param>
/// <param name="Letter">The letter.</param>
/// <param name="At">The instant as of which it was done.</param>
/// <param name="Code">Why it was refused; null where it was done.</param>
[Fact("letter-received", 1)]
public sealed record LetterReceived(Guid CaseId, LetterFacts Letter, DateTimeOffset At, string? Code) : IFact;

/// <summary>被拒函件已核对 — a person has set right what it differed about.</summary>
/// <param name="CaseId">Lead case of the order.</param>
/// <param name="Letter">The letter.</param>
/// <param name="At">When.</param>
[Fact("letter-settled", 1)]
public sealed record LetterSettled(Guid CaseId, LetterFacts Letter, DateTimeOffset At) : IFact;
