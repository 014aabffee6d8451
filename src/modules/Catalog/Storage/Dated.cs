using Haochaping.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Catalog.Storage;

/// <summary>
/// 目录条目 — one version of an entry: what the catalogue says under a natural key from a day on. A change closes the
/// version and adds another, so that an old case is read by the names and units of its day.
/// </summary>
internal abstract class Dated
{
    /// <summary>Derived from table, key and first day.</summary>
    public Guid Id { get; set; }

    /// <summary>Natural key, for example the institution's code.</summary>
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public DateOnly EffectiveFrom { get; set; }

    /// <summary>First day on which it no longer counts; null: open.</summary>
    public DateOnly? EffectiveTo { get; set; }

    /// <summary>The newest version of its key, closed or not.</summary>
    public bool Latest { get; set; }

    public bool Covers(DateOnly day) => EffectiveFrom <= day && (EffectiveTo is not { } end || day < end);

    /// <summary>A copy to change, valid from a day on.</summary>
    public Dated Next(string table, DateOnly from)
    {
        var next = (Dated)MemberwiseClone();
        next.Begin(table, from);
        return next;
    }

    /// <summary>Makes this the newest version from a day on.</summary>
    public void Begin(string table, DateOnly from)
    {
        (EffectiveFrom, EffectiveTo, Latest) = (from, EffectiveTo > from ? EffectiveTo : null, true);
        Id = Ids.Derive(table, Key, from.ToString("O"));
    }
}

internal static class DatedMap
{
    /// <summary>What all catalogue tables have in common.</summary>
    public static void Common<T>(this EntityTypeBuilder<T> builder, string table)
        where T : Dated
    {
        builder.ToTable(table);
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => new { e.Key, e.EffectiveFrom }).IsUnique();
        builder.HasIndex(e => new { e.Latest, e.Key });
    }
}
