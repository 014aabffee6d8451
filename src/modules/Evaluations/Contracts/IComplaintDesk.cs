using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>投诉台 — where a channel downstream hands in a complaint that was made on it.</summary>
public interface IComplaintDesk
{
    /// <summary>Files it once, however often it is handed in; refused with every fault at once (<c>invalid-complaint</c>, <c>complaint-unit-unknown</c>).</summary>
    Task<Result<ComplaintTaken>> FileAsync(ComplaintHanded handed, Actor by, CancellationToken cancel);
}

/// <summary>所交投诉 — a complaint as a channel hands it in; every value as it arrived. Its text form is empty, so that no log can take it.</summary>
public sealed record ComplaintHanded
{
    /// <summary>What makes it this complaint and no other on this channel.</summary>
    public required string Key { get; init; }

    /// <summary>Lead case and task of the service it is about, where the channel vouches for it.</summary>
    public required (Guid CaseId, Guid TaskId)? Service { get; init; }

    /// <summary>Code of the institution, where no service is known.</summary>
    public required string Institution { get; init; }

    /// <summary>Code of the hall where it was made, if one.</summary>
    public string? Hall { get; init; }

    /// <summary>Number of the window where it was made, if one.</summary>
    public string? Window { get; init; }

    /// <summary>Name of a <see cref="ComplaintKind"/>.</summary>
    public required string? Kind { get; init; }

    /// <summary>What happened.</summary>
    public required string? Text { get; init; }

    /// <summary>To be reached; without one it is anonymous.</summary>
    public required string? Phone { get; init; }

    /// <summary>Which way it came.</summary>
    public required ChannelKind Channel { get; init; }

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <inheritdoc />
    public override string ToString() => nameof(ComplaintHanded);
}

/// <summary>投诉已收 — where the complainant sees what became of it.</summary>
/// <param name="ReceiptPath">The receipt page.</param>
/// <param name="ReceiptCode">回执码.</param>
public sealed record ComplaintTaken(string ReceiptPath, string ReceiptCode);
