using Haochaping.Cases.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.Cases.Domain;

/// <summary>Turns a wire case into a <see cref="CaseReport"/>, or into every complaint at once.</summary>
internal static class CaseParser
{
    /// <summary>How far a sender's clock may run ahead of ours.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private const int MostInGroup = 200;

    public static Result<CaseReport> Parse(CaseWire? wire, NationalTags tags, DateTimeOffset now, bool mayProbe)
    {
        var parsing = new Parsing();
        wire ??= new CaseWire();
        var latest = now + ClockSkew;
        var source = parsing.Text("source", wire.Source, 60, required: true);
        NotReserved(parsing, source, mayProbe);
        var number = parsing.Text("caseNumber", wire.CaseNumber, 100, required: true);
        var service = parsing.Number("serviceNumber", wire.ServiceNumber ?? 1, 1, 999);
        var report = new CaseReport(
            source ?? "",
            number ?? "",
            service ?? 1,
            parsing.Text("item", wire.Item, 80, required: true) ?? "",
            parsing.Text("receivingInstitution", wire.ReceivingInstitution, 60, required: true) ?? "",
            parsing.Text("handlingInstitution", wire.HandlingInstitution, 60),
            parsing.Text("hall", wire.Hall, 60),
            parsing.Text("window", wire.Window, 30),
            parsing.Text("staff", wire.Staff, 30),
            parsing.Choice<HandlingChannel>("channel", wire.Channel, required: true) ?? default,
            parsing.Choice<CertificateMedium>("certificate", wire.Certificate) ?? CertificateMedium.None,
            ParsePerson(parsing, "applicant", wire.Applicant, PartyKind.Person),
            ParsePerson(parsing, "agent", wire.Agent, PartyKind.EntrustedAgent),
            parsing.Text("visit", wire.Visit, 100),
            ParseEvents(parsing, wire.Events, latest),
            ParseRating(parsing, wire.Rating, tags, CaseKeys.Case(source ?? "", number ?? ""), service ?? 1, latest))
        {
            Group = ParseGroup(parsing, wire),
        };
        return parsing.IsClean ? report : parsing.ToRefusal("invalid-case");
    }

    /// <summary>The source of probes is nobody else's.</summary>
    public static void NotReserved(Parsing parsing, string? source, bool mayProbe)
    {
        if (source == Probes.Source && !mayProbe)
        {
            parsing.Complain("source", "source-reserved", $"“{Probes.Source}”留给拨测使用：请填写本系统自己的 source。");
        }
    }

    /// <summary>A party; companies and people are told apart by kind.</summary>
    public static Person? ParsePerson(Parsing parsing, string field, PersonWire? wire, PartyKind usual) => wire is null
        ? null
        : new(
            parsing.Choice<PartyKind>(field + ".kind", wire.Kind) ?? usual,
            new PersonalData(
                parsing.Text(field + ".name", wire.Name, 100),
                parsing.Choice<CertificateKind>(field + ".certificateKind", wire.CertificateKind),
                parsing.Text(field + ".certificateNumber", wire.CertificateNumber, 60),
                parsing.Text(field + ".phone", wire.Phone, 30)));

    private static GroupClaim? ParseGroup(Parsing parsing, CaseWire wire)
    {
        if (wire is { Batch: not null, Theme: not null })
        {
            parsing.Complain("theme", "one-group", "batch 与 theme 只能填一项。");
        }

        return wire switch
        {
            { Batch: { } batch } => new(GroupKind.Batch, Number("batch.number", batch.Number), Size("batch.size", batch.Size), null, null),
            { Theme: { } theme } => new(
                GroupKind.Theme, Number("theme.number", theme.Number), Size("theme.size", theme.Size),
                parsing.Text("theme.name", theme.Name, 100, required: true), parsing.Text("theme.lead", theme.Lead, 60, required: true)),
            _ => null,
        };

        string Number(string field, string? value) => parsing.Text(field, value, 100, required: true) ?? "";

        int Size(string field, int? value) => parsing.Number(field, value, 1, MostInGroup, required: true) ?? 1;
    }

    private static List<CaseEvent> ParseEvents(Parsing parsing, IReadOnlyList<EventWire?>? wires, DateTimeOffset latest)
    {
        var events = new List<CaseEvent>();
        for (var i = 0; i < wires?.Count; i++)
        {
            var kind = parsing.Choice<CaseEventKind>($"events[{i}].kind", wires[i]?.Kind, required: true);
            var at = parsing.Instant($"events[{i}].at", wires[i]?.At, latest, required: true);
            if (kind is { } k && at is { } t)
            {
                events.Add(new(k, t));
            }
        }

        var ordered = events.Distinct().OrderBy(e => e.At).ThenBy(e => e.Kind).ToList();
        if (Contradiction(ordered) is { } message)
        {
            parsing.Complain("events", "contradictory-events", message);
        }

        return ordered;
    }

    /// <summary>What cannot be true of one service: failed and handled at once, or a result before its cause.</summary>
    public static string? Contradiction(IReadOnlyList<CaseEvent> events)
    {
        bool Has(CaseEventKind kind) => events.Any(e => e.Kind == kind);
        DateTimeOffset First(CaseEventKind kind) => events.First(e => e.Kind == kind).At;
        return events switch
        {
            _ when Has(CaseEventKind.ReceiptFailed) && Has(CaseEventKind.Decided) => "收件不成功的办件不会再有决定：请核对 receiptFailed 与 decided。",
            _ when Has(CaseEventKind.AcceptanceRefused) && Has(CaseEventKind.Decided) => "不予受理的办件不会再有决定：请核对 acceptanceRefused 与 decided。",
            _ when Has(CaseEventKind.Accepted) && Has(CaseEventKind.Decided) && First(CaseEventKind.Decided) < First(CaseEventKind.Accepted) => "决定时间早于受理时间：请核对 decided 与 accepted。",
            _ when Has(CaseEventKind.Decided) && Has(CaseEventKind.CertificateSigned) && First(CaseEventKind.CertificateSigned) < First(CaseEventKind.Decided) => "签领证照早于决定：请核对 certificateSigned 与 decided。",
            _ => null,
        };
    }

    private static CollectedRating? ParseRating(Parsing parsing, RatingWire? wire, NationalTags tags, Guid caseId, int service, DateTimeOffset latest)
    {
        if (wire is null)
        {
            return null;
        }

        if (ChannelCodes.Parse(wire.Channel) is null)
        {
            parsing.Complain("rating.channel", "unknown-choice", $"rating.channel 不认识，可填：{ChannelCodes.Known}。");
        }

        var level = parsing.Number("rating.level", wire.Level, 1, 5, required: true);
        return new(
            caseId,
            service,
            level ?? 1,
            tags.Parse(parsing, "rating.tags", wire.Tags, level),
            Parsing.Clean(wire.Text),
            wire.Channel ?? "",
            parsing.Instant("rating.capturedAt", wire.CapturedAt, latest, required: true) ?? latest);
    }
}
