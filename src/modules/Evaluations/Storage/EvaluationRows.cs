using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Evaluations.Storage;

/// <summary>任务状态 — the single claim: open → answered | defaulted | unrated, and defaulted → answered only where the pack allows.</summary>
internal enum TaskState
{
    /// <summary>待评价.</summary>
    Open,

    /// <summary>已评价.</summary>
    Answered,

    /// <summary>已默认评价.</summary>
    Defaulted,

    /// <summary>已过期未评价.</summary>
    Unrated,

    /// <summary>已关闭: what was to be rated fell away (C13).</summary>
    Withdrawn,
}

/// <summary>评价任务 — one subject, one window, one answer at most.</summary>
internal sealed record TaskRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required SubjectKind Kind { get; init; }

    public required ServicePlace Place { get; init; }

    public required string Institution { get; init; }

    /// <summary>Code of the hall of the place, for what is asked at a window.</summary>
    public string? Hall { get; init; }

    /// <summary>Who served, so that they may read what was said of their own work.</summary>
    public Guid? Staff { get; init; }

    /// <summary>Division code of the place, for the row scope of staff.</summary>
    public required string Region { get; init; }

    /// <summary>拨测: of a synthetic case, which staff see only where they ask for it.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Rule-pack version that judges this task for ever.</summary>
    public required string Pack { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>Day 0, where it is not the day of completion: the report came after the window (ADR 0012).</summary>
    public DateTimeOffset? CountsFrom { get; init; }

    public required DateTimeOffset ClosesAt { get; init; }

    public required bool Provisional { get; init; }

    /// <summary>变更序号 of the calendar the window was derived by.</summary>
    public int Calendar { get; init; }

    /// <summary>The end the citizen was first told, where a calendar change moved it.</summary>
    public DateTimeOffset? MovedFrom { get; init; }

    /// <summary>The notice that moved it last.</summary>
    public string? MovedBy { get; init; }

    /// <summary>Until when an answer may supersede a default, where the pack allows that; else null.</summary>
    public DateTimeOffset? SupplementUntil { get; init; }

    public required int Cases { get; init; }

    /// <summary>The linked cases of a theme; null of anything else.</summary>
    public IReadOnlyList<ThemeCase>? Linked { get; init; }

    /// <summary>问询项目 of the item on the day the task was opened; null where the pack's apply.</summary>
    public IReadOnlyList<string>? Questions { get; init; }

    public Guid? Rater { get; init; }

    public required TaskState State { get; init; }

    /// <summary>When a reminder may go out next; null when none is due any more.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    public int MessagesSent { get; init; }

    /// <summary>Entry of the answer: how a writer recognises its own answer after a lost COMMIT.</summary>
    public Guid? AnswerEntry { get; init; }

    /// <summary>Hash of the answer's content, so that a repeat is told from a second opinion.</summary>
    public string? AnswerHash { get; init; }

    public string? AnswerChannel { get; init; }

    public Level? AnswerLevel { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The event of day 0.</summary>
    public DateTimeOffset DayZero => CountsFrom ?? CompletedAt;

    public TaskFacts ToFacts() => new(TaskId, Kind, Place, Pack, CompletedAt, Cases);
}

/// <summary>评价 — one answered rating, final.</summary>
internal sealed class EvaluationRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required Guid EntryId { get; init; }

    public required Level Level { get; init; }

    public required IReadOnlyDictionary<string, Level> Indicators { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? Text { get; init; }

    /// <summary>With the text gives the commitment that stands in the fact.</summary>
    public byte[]? Salt { get; init; }

    public required string Channel { get; init; }

    public required bool Private { get; init; }

    public required bool RealName { get; init; }

    public Guid? Rater { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>协助填写: somebody else typed for the rater.</summary>
    public bool Assisted { get; init; }

    /// <summary>终端机编号 of the self-service terminal it was given on.</summary>
    public string? Terminal { get; init; }

    /// <summary>图片, by hash; null where none came with it.</summary>
    public IReadOnlyList<string>? Pictures { get; init; }

    /// <summary>问询答案; none where nothing was answered.</summary>
    public IReadOnlyList<QuestionAnswer> Answers { get; init; } = [];
}

/// <summary>任务关联 — a case that a task answers for.</summary>
internal sealed class TaskLinkRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required Guid CoveredCase { get; init; }
}

/// <summary>回执码 — leads from the code in a citizen's hand to the rating.</summary>
internal sealed class ReceiptRow
{
    public required string Code { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }
}

internal sealed class EvaluationMaps :
    IEntityTypeConfiguration<TaskRow>, IEntityTypeConfiguration<EvaluationRow>, IEntityTypeConfiguration<TaskLinkRow>, IEntityTypeConfiguration<ReceiptRow>,
    IEntityTypeConfiguration<CodeRow>, IEntityTypeConfiguration<CollectedRow>
{
    public void Configure(EntityTypeBuilder<TaskRow> builder)
    {
        builder.ToTable("evaluations_tasks");
        builder.HasKey(t => new { t.CaseId, t.TaskId });
        builder.Ignore(t => t.DayZero);
        builder.Property(t => t.Place).IsJson();
        builder.Property(t => t.Linked).IsJson();
        builder.Property(t => t.Questions).IsJson();
        builder.Property(t => t.State).IsConcurrencyToken(); // a follower that ends a task never overwrites an answer
        builder.Property(t => t.AnswerLevel).HasConversion<int?>();
        builder.HasIndex(t => new { t.State, t.ClosesAt });
        builder.HasIndex(t => new { t.State, t.RemindAt });
        builder.HasIndex(t => new { t.Institution, t.ClosesAt });
        builder.HasIndex(t => new { t.Rater, t.CompletedAt });
        builder.HasIndex(t => new { t.Institution, t.CompletedAt });
        builder.HasIndex(t => new { t.Hall, t.CompletedAt });
        builder.HasIndex(t => new { t.Staff, t.CompletedAt });
    }

    public void Configure(EntityTypeBuilder<EvaluationRow> builder)
    {
        builder.ToTable("evaluations");
        builder.HasKey(e => new { e.CaseId, e.TaskId });
        builder.Property(e => e.Level).HasConversion<int>();
        builder.Property(e => e.Indicators).IsJson();
        builder.Property(e => e.Answers).IsJson();
        builder.Property(e => e.Pictures).IsJson();
        builder.Property(e => e.Terminal).HasMaxLength(40);
        builder.HasIndex(e => e.ReceivedAt);
    }

    public void Configure(EntityTypeBuilder<TaskLinkRow> builder)
    {
        builder.ToTable("evaluations_links");
        builder.HasKey(l => new { l.CaseId, l.TaskId, l.CoveredCase });
        builder.HasIndex(l => l.CoveredCase);
    }

    public void Configure(EntityTypeBuilder<ReceiptRow> builder)
    {
        builder.ToTable("evaluations_receipts");
        builder.HasKey(r => r.Code);
    }

    public void Configure(EntityTypeBuilder<CodeRow> builder)
    {
        builder.ToTable("evaluations_codes");
        builder.HasKey(c => new { c.CaseId, c.TaskId });
    }

    public void Configure(EntityTypeBuilder<CollectedRow> builder)
    {
        builder.ToTable("evaluations_collected");
        builder.HasKey(c => new { c.CaseId, c.ServiceNumber });
        builder.Property(c => c.Place).IsJson();
        builder.HasIndex(c => new { c.State, c.ReceivedAt });
    }
}

internal static class EvaluationTables
{
    extension(AppDb db)
    {
        internal DbSet<TaskRow> Tasks => db.Set<TaskRow>();

        internal DbSet<EvaluationRow> Evaluations => db.Set<EvaluationRow>();

        internal DbSet<TaskLinkRow> TaskLinks => db.Set<TaskLinkRow>();

        internal DbSet<ReceiptRow> Receipts => db.Set<ReceiptRow>();

        internal DbSet<CodeRow> Codes => db.Set<CodeRow>();

        internal DbSet<CollectedRow> Collected => db.Set<CollectedRow>();
    }

    extension(IQueryable<TaskRow> tasks)
    {
        /// <summary>The rows somebody may see; <see cref="StaffScope.Covers"/> in SQL.</summary>
        internal IQueryable<TaskRow> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return tasks;
            }

            var (mine, person) = (scope.Institutions.ToList(), scope.Person);
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return tasks.Where(t => (person != null && t.Staff == person) || mine.Contains(t.Institution) || below.Any(like => EF.Functions.Like(t.Region, like)));
        }
    }
}
