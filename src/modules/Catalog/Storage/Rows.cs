using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Catalog.Storage;

/// <summary>行政区划 row; the key is the 12-digit code.</summary>
internal sealed class Region : Dated
{
    public RegionLevel Level { get; set; }

    public string Parent { get; set; } = "";
}

/// <summary>机构 row; the key is the code.</summary>
internal sealed class Institution : Dated
{
    public BodyKind Kind { get; set; }

    public string Region { get; set; } = "";

    public string Parent { get; set; } = "";

    public string VerticalLine { get; set; } = "";

    public string Supervisor { get; set; } = "";

    /// <summary>拼音首字母 of the name; follows from it, and is kept to be searched.</summary>
    public string Initials
    {
        get => Domain.Initials.Of(Name);
        private set => _ = value;
    }
}

/// <summary>大厅 row; the key is the code.</summary>
internal sealed class Hall : Dated
{
    public HallKind Kind { get; set; }

    public string Region { get; set; } = "";

    public string Institution { get; set; } = "";
}

/// <summary>平台 row; the key is the code.</summary>
internal sealed class Platform : Dated
{
    public PlatformKind Kind { get; set; }

    public string Region { get; set; } = "";

    public string Institution { get; set; } = "";
}

/// <summary>窗口 row; the key is place/number.</summary>
internal sealed class Window : Dated
{
    public string Hall { get; set; } = "";

    public string Number { get; set; } = "";

    public string Institution { get; set; } = "";

    /// <summary>institution/number: the other way messages name a window.</summary>
    public string Alias { get; set; } = "";
}

/// <summary>工作人员 row; the key is personnel unit/工号. The name is business data of the office, shown on the desk sign.</summary>
internal sealed class StaffMember : Dated
{
    /// <summary>The same in all versions.</summary>
    public Guid Token { get; set; }

    public string WorkNumber { get; set; } = "";

    public string Institution { get; set; } = "";

    public string PersonnelUnit { get; set; } = "";

    /// <summary>institution/工号: how messages name a person.</summary>
    public string Alias { get; set; } = "";
}

/// <summary>事项 row; the key is the code as it came.</summary>
internal sealed class ServiceItem : Dated
{
    public string ItemType { get; set; } = "";

    public string Institution { get; set; } = "";

    public string Region { get; set; } = "";

    public string MainName { get; set; } = "";

    public CompletionKind Completion { get; set; }

    public int? StatutoryDays { get; set; }

    public int? PromisedDays { get; set; }

    public IReadOnlyList<string> Labels { get; set; } = [];

    public IReadOnlyList<string> Stages { get; set; } = [];

    public IReadOnlyList<string> Questions { get; set; } = [];

    public bool RatingEnabled { get; set; } = true;
}

/// <summary>值班 row — who sat where from when to when. Not dated: it is time itself.</summary>
internal sealed class Duty
{
    public Guid Id { get; set; }

    /// <summary>The row of the roster as named in the file: window | person | start.</summary>
    public string Key { get; set; } = "";

    /// <summary>Stable key of the window.</summary>
    public string Window { get; set; } = "";

    public Guid Staff { get; set; }

    public DateTimeOffset From { get; set; }

    /// <summary>Null: until someone else sits down.</summary>
    public DateTimeOffset? To { get; set; }
}

internal sealed class CatalogMaps :
    IEntityTypeConfiguration<Region>,
    IEntityTypeConfiguration<Institution>,
    IEntityTypeConfiguration<Hall>,
    IEntityTypeConfiguration<Platform>,
    IEntityTypeConfiguration<Window>,
    IEntityTypeConfiguration<StaffMember>,
    IEntityTypeConfiguration<ServiceItem>,
    IEntityTypeConfiguration<Duty>
{
    public void Configure(EntityTypeBuilder<Region> builder) => builder.Common("catalog_regions");

    public void Configure(EntityTypeBuilder<Institution> builder)
    {
        builder.Common("catalog_institutions");
        builder.HasIndex(i => new { i.Region, i.Kind });
    }

    public void Configure(EntityTypeBuilder<Hall> builder) => builder.Common("catalog_halls");

    public void Configure(EntityTypeBuilder<Platform> builder) => builder.Common("catalog_platforms");

    public void Configure(EntityTypeBuilder<Window> builder)
    {
        builder.Common("catalog_windows");
        builder.HasIndex(w => w.Alias);
    }

    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.Common("catalog_staff_members");
        builder.HasIndex(s => s.Alias);
        builder.HasIndex(s => s.Token);
    }

    public void Configure(EntityTypeBuilder<ServiceItem> builder)
    {
        builder.Common("catalog_service_items");
        builder.HasIndex(i => i.Institution);
    }

    public void Configure(EntityTypeBuilder<Duty> builder)
    {
        builder.ToTable("catalog_duties");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => new { d.Window, d.From });
    }
}
