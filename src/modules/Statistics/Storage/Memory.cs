using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Domain;

namespace Haochaping.Statistics.Storage;

/// <summary>名称 — what the facts last called an institution or item.</summary>
internal sealed class KnownName
{
    public required Grouping Kind { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }
}

/// <summary>进度 — one row: how far the journal is counted, saved together with the counts.</summary>
internal sealed class Progress
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public long Position { get; set; }

    public DateTimeOffset? LastAt { get; set; }
}

/// <summary>工单计数行 — what is known of one order, so that the next fact about it changes the right measures.</summary>
internal sealed class OrderRow
{
    public required Guid OrderId { get; init; }

    public required OrderCount Count { get; set; }
}
