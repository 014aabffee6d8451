using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>回复结果 — what became of a text message that came in.</summary>
internal enum ReplyOutcome
{
    /// <summary>已登记为评价.</summary>
    Rated,

    /// <summary>已请其写明原因: the rules of the place demand one of a negative rating; the grade is kept until then.</summary>
    ReasonAsked,

    /// <summary>已请其说明评哪一件.</summary>
    WhichAsked,

    /// <summary>已退订.</summary>
    OptedOut,

    /// <summary>已恢复接收.</summary>
    OptedIn,

    /// <summary>已答复帮助.</summary>
    Helped,

    /// <summary>没有看懂.</summary>
    NotUnderstood,

    /// <summary>没有待评价的服务: nobody was invited at this phone.</summary>
    NotInvited,

    /// <summary>此前已评价.</summary>
    AlreadyRated,

    /// <summary>评价已截止.</summary>
    TooLate,

    /// <summary>未写明原因: the reason that was asked for did not come in time.</summary>
    ReasonMissing,

    /// <summary>不符合评价规则.</summary>
    Refused,

    /// <summary>当地没有开通: the rules of the place do not list text messages (C6).</summary>
    NotOffered,
}

/// <summary>短信回复 — that a message came in and what became of it; neither the number nor the words.</summary>
internal sealed class ReplyRow
{
    /// <summary>From the sender's key and the gateway's message id: a repeat is the same row.</summary>
    public required Guid Id { get; init; }

    public required Guid PhoneMark { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Null while it is being taken; a repeat then finishes it.</summary>
    public ReplyOutcome? Outcome { get; set; }

    /// <summary>What the person was told; null where nothing was said.</summary>
    public string? Answer { get; set; }

    /// <summary>The answer went into the outbox.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Code of what the rules refused.</summary>
    public string? Code { get; set; }

    public Guid? CaseId { get; set; }

    public Guid? TaskId { get; set; }

    /// <summary>Institution, region and 办件编号 of the service it was about, where that is known.</summary>
    public string? Institution { get; set; }

    public string? Region { get; set; }

    public string? CaseNumber { get; set; }
}

/// <summary>短信对话 — what a phone was asked and has not answered yet.</summary>
internal sealed class TalkRow
{
    public required Guid PhoneMark { get; init; }

    /// <summary>Until when the answer counts.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>Tasks that were listed, in the order of their numbers; one where a reason is asked for.</summary>
    public required IReadOnlyList<ListedTask> Listed { get; set; }

    /// <summary>The grade whose reason is asked for; null where the question was which.</summary>
    public int? Level { get; set; }

    /// <summary>When that grade was given: it decides whether it was in time.</summary>
    public DateTimeOffset? GivenAt { get; set; }

    /// <summary>The reply that gave it.</summary>
    public Guid? Reply { get; set; }

    /// <summary>Counts the turns; two messages that meet collide instead of losing one.</summary>
    public required int Turn { get; set; }
}

/// <summary>所列服务 — a task by its keys.</summary>
internal sealed record ListedTask(Guid CaseId, Guid TaskId);

internal sealed class MessageMaps : IEntityTypeConfiguration<ReplyRow>, IEntityTypeConfiguration<TalkRow>
{
    public void Configure(EntityTypeBuilder<ReplyRow> builder)
    {
        builder.ToTable("channels_replies");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Outcome).HasMaxLength(20);
        builder.Property(r => r.Answer).HasMaxLength(300);
        builder.Property(r => r.Code).HasMaxLength(60);
        builder.HasIndex(r => new { r.PhoneMark, r.ReceivedAt });
        builder.HasIndex(r => new { r.Outcome, r.ReceivedAt });
    }

    public void Configure(EntityTypeBuilder<TalkRow> builder)
    {
        builder.ToTable("channels_talks");
        builder.HasKey(t => t.PhoneMark);
        builder.Property(t => t.Listed).IsJson();
        builder.Property(t => t.Turn).IsConcurrencyToken();
        builder.HasIndex(t => t.Until);
    }
}

internal static class MessageTables
{
    extension(AppDb db)
    {
        internal DbSet<ReplyRow> Replies => db.Set<ReplyRow>();

        internal DbSet<TalkRow> Talks => db.Set<TalkRow>();
    }

    extension(IQueryable<ReplyRow> replies)
    {
        /// <summary>The rows somebody may see; what is about no known service only whoever sees everything.</summary>
        internal IQueryable<ReplyRow> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return replies;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return replies.Where(r => (r.Institution != null && mine.Contains(r.Institution)) || (r.Region != null && below.Any(like => EF.Functions.Like(r.Region!, like))));
        }
    }
}
