using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel.Keys;
using Haochaping.Policy.Contracts;

namespace Haochaping.Chaos;

/// <summary>一票 — one person with one service and one opinion, who sends it until there is an answer.</summary>
internal sealed class Ticket(int number, Way way, DateTimeOffset servedAt, IKeys keys, int? level = null)
{
    public const string Source = "chaos";

    public Way Way => way;

    /// <summary>5 … 1, by turns.</summary>
    public int Level { get; } = level ?? 1 + ((number * 7) % 5);

    public string Words => $"第 {number} 票";

    public string CaseNumber { get; } = $"X-{number:D7}";

    public Guid CaseId { get; } = CaseKeys.Case(Source, $"X-{number:D7}");

    public string Phone => $"1000{number:D7}";

    /// <summary>When the person rates, where the way says so itself; the same in every try.</summary>
    public DateTimeOffset At { get; } = servedAt.AddMinutes(5);

    /// <summary>How often it was sent.</summary>
    public int Tries { get; set; }

    /// <summary>What was acknowledged; set once the journal has it on disk.</summary>
    public string? Acknowledged { get; set; }

    public string Link(string channel) => new TaskToken(CaseId, TaskKeys.Service(CaseId, 1), ChannelCodes.Parse(channel)!.Value).Sign(keys);

    /// <summary>The case as its system reports it.</summary>
    public object Case(bool rated = false) => way.After switch
    {
        Served.ByPhone => new
        {
            source = Source, caseNumber = CaseNumber, item = "SZ-ITEM-1", receivingInstitution = "SZ-12345", channel = "hotline", staff = "3072", applicant = Person,
            events = new[] { new { kind = "contactEnded", at = servedAt } },
        },
        Served.AtWindow => new
        {
            source = Source, caseNumber = CaseNumber, item = "JX-ITEM-1", institution = "JX-CITY", receivingInstitution = "JX-CITY", channel = "window", hall = "JX-HALL", window = "A12", staff = "1024",
            events = new[] { new { kind = "decided", at = servedAt } },
        },
        _ => new
        {
            source = Source, caseNumber = CaseNumber, item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online", applicant = way.NeedsPhone ? Person : null,
            events = new[] { new { kind = "decided", at = servedAt } },
            rating = rated ? new { level = Level, text = Words, channel = "app", capturedAt = At } : null,
        },
    };

    private object Person => new { kind = "person", name = "演示人", certificateKind = "residentIdCard", certificateNumber = $"{number / 10_000:D6}19000101{number % 10_000:D4}", phone = Phone };
}
