using Haochaping.Policy.Contracts;
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

/// <summary>可被替代的默认评价 — kept only where the pack lets a late rating supersede a default (Q08), to take it out then.</summary>
internal sealed class ReplaceableDefault
{
    public required Guid TaskId { get; init; }

    public required Level Level { get; init; }

    public required bool IsPositive { get; init; }
}

/// <summary>工单计数行 — what is known of one order, so that the next fact about it changes the right measures.</summary>
internal sealed class OrderRow
{
    public required Guid OrderId { get; init; }

    public required OrderCount Count { get; set; }
}
