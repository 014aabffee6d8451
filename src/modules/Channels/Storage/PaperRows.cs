using System.Globalization;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>评价表状态 — where one paper form stands.</summary>
internal enum PaperState
{
    /// <summary>已发放, not back yet: unaccounted.</summary>
    Issued,

    /// <summary>已录入一次.</summary>
    EnteredOnce,

    /// <summary>两次录入不一致: waits for a third look.</summary>
    Mismatch,

    /// <summary>已登记.</summary>
    Recorded,

    /// <summary>不予登记.</summary>
    Refused,

    /// <summary>已作废.</summary>
    Void,
}

/// <summary>作废原因.</summary>
internal enum VoidReason
{
    /// <summary>填写作废.</summary>
    Spoiled,

    /// <summary>遗失.</summary>
    Lost,

    /// <summary>印刷有误.</summary>
    Misprinted,
}

/// <summary>发放批次 — forms printed together for one institution.</summary>
internal sealed class PaperBatchRow
{
    public required int Number { get; init; }

    public required Guid Key { get; init; }

    public required string Institution { get; init; }

    public required string InstitutionName { get; init; }

    public required string ItemName { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
}

/// <summary>评价表 — one serial number and what became of it.</summary>
internal sealed class PaperFormRow
{
    public required string Serial { get; init; }

    public required int Batch { get; init; }

    public required string Institution { get; init; }

    public required string Region { get; init; }

    public PaperState State { get; set; }

    /// <summary>Counts the changes; two that meet collide instead of losing one.</summary>
    public int Version { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>What was keyed in, first and second; at most two persons' entries wait here.</summary>
    public required IReadOnlyList<PaperEntry> Entries { get; set; }

    public VoidReason? Reason { get; set; }

    /// <summary>Why it was not taken.</summary>
    public string? Code { get; set; }

    /// <summary>SHA-256 of the scan in hex; it belongs to the fact of the first entry.</summary>
    public string? Scan { get; set; }

    public Guid? CaseId { get; set; }

    public Guid? TaskId { get; set; }

    /// <summary>Key of the fact of one entry.</summary>
    public static Guid EntryOf(string serial, int round) => Ids.Derive("paper-form-entered", serial, round.ToString(CultureInfo.InvariantCulture));
}

/// <summary>录入 — a form as one person read it. Forgotten once the rating is recorded: then it stands there.</summary>
/// <param name="By">Who keyed it in.</param>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="ServedOn">服务日期.</param>
/// <param name="SignedOn">签名日期.</param>
/// <param name="Level">1 to 5.</param>
/// <param name="Text">Free text.</param>
internal sealed record PaperEntry(string By, string CaseNumber, DateOnly ServedOn, DateOnly SignedOn, int Level, string? Text)
{
    /// <summary>Read alike, whoever read it.</summary>
    public bool Agrees(PaperEntry other) => this with { By = other.By } == other;
}

internal sealed class PaperMaps : IEntityTypeConfiguration<PaperBatchRow>, IEntityTypeConfiguration<PaperFormRow>
{
    public void Configure(EntityTypeBuilder<PaperBatchRow> builder)
    {
        builder.ToTable("channels_paper_batches");
        builder.HasKey(b => b.Number);
        builder.Property(b => b.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<PaperFormRow> builder)
    {
        builder.ToTable("channels_paper_forms");
        builder.HasKey(f => f.Serial);
        builder.Property(f => f.Entries).IsJson();
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => new { f.Institution, f.State });
        builder.HasIndex(f => f.Batch);
    }
}

internal static class PaperTables
{
    extension(AppDb db)
    {
        internal DbSet<PaperBatchRow> PaperBatches => db.Set<PaperBatchRow>();

        internal DbSet<PaperFormRow> PaperForms => db.Set<PaperFormRow>();
    }

    extension(IQueryable<PaperFormRow> forms)
    {
        /// <summary>The rows somebody may see.</summary>
        internal IQueryable<PaperFormRow> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return forms;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return forms.Where(f => mine.Contains(f.Institution) || below.Any(like => EF.Functions.Like(f.Region, like)));
        }
    }
}
