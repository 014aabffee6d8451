using Haochaping.Cases.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Domain;

namespace Haochaping.Statistics.Storage;

/// <summary>统计格行 — one measure of one cell of the daily cube. A row that comes back to zero is deleted, so that a replay gives the same rows.</summary>
internal sealed class CubeRow
{
    /// <summary>Derived from all that follows but the count.</summary>
    public required Guid Id { get; init; }

    public required DateOnly Day { get; init; }

    public required string Region { get; init; }

    public required string Institution { get; init; }

    public required string Item { get; init; }

    public required string Hall { get; init; }

    public required string Window { get; init; }

    public required HandlingChannel Handling { get; init; }

    public required string Via { get; init; }

    public required Measure Measure { get; init; }

    public long Count { get; set; }

    public static CubeRow Empty(Guid id, Cell cell, Measure measure) => new()
    {
        Id = id,
        Day = cell.Day,
        Region = cell.Region,
        Institution = cell.Institution,
        Item = cell.Item,
        Hall = cell.Hall,
        Window = cell.Window,
        Handling = cell.Handling,
        Via = cell.Via,
        Measure = measure,
    };
}
