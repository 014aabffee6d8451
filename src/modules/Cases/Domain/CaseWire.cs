namespace Haochaping.Cases.Domain;

/// <summary>办件报文 — a case as it arrives; every member may be missing, <see cref="CaseParser"/> judges.</summary>
internal record CaseWire
{
    public string? Source { get; init; }

    public string? CaseNumber { get; init; }

    public int? ServiceNumber { get; init; }

    public string? Item { get; init; }

    public string? ReceivingInstitution { get; init; }

    public string? HandlingInstitution { get; init; }

    public string? Hall { get; init; }

    public string? Window { get; init; }

    public string? Staff { get; init; }

    public string? Channel { get; init; }

    public string? Certificate { get; init; }

    public PersonWire? Applicant { get; init; }

    public PersonWire? Agent { get; init; }

    public string? Visit { get; init; }

    public BatchWire? Batch { get; init; }

    public ThemeWire? Theme { get; init; }

    public IReadOnlyList<EventWire?>? Events { get; init; }

    public RatingWire? Rating { get; init; }
}

/// <summary>One event as it arrives.</summary>
internal sealed record EventWire(string? Kind, string? At);

/// <summary>批量业务报文 — the batch a case was filed in, as it arrives: its number, and how many cases were filed at the window.</summary>
internal sealed record BatchWire(string? Number, int? Size);

/// <summary>主题业务报文 — the theme a case is linked to, as it arrives: its number, how many cases are linked, its name and lead department.</summary>
internal sealed record ThemeWire(string? Number, int? Size, string? Name, string? Lead);

/// <summary>A party as it arrives.</summary>
internal sealed record PersonWire(string? Kind, string? Name, string? CertificateKind, string? CertificateNumber, string? Phone);

/// <summary>A rating that the sending system collected, as it arrives.</summary>
internal sealed record RatingWire(int? Level, IReadOnlyList<string?>? Tags, string? Text, string? Channel, string? CapturedAt);
