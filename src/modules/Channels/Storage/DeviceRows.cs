using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>设备状态.</summary>
internal enum DeviceState
{
    /// <summary>待确认: shows a code.</summary>
    Pending,

    /// <summary>使用中.</summary>
    Active,

    /// <summary>已停用: only delivers what it still holds.</summary>
    Revoked,
}

/// <summary>评价器 — one tablet, terminal or PC at a window.</summary>
internal sealed class DeviceRow
{
    public required Guid Id { get; init; }

    public required DeviceState State { get; set; }

    /// <summary>SHA-256 of the token it comes back with.</summary>
    public required string Token { get; init; }

    /// <summary><c>ecdsa</c> or <c>hmac</c>.</summary>
    public required string KeyKind { get; init; }

    /// <summary>The public key (SubjectPublicKeyInfo, base64), or the secret under the data-protection ring.</summary>
    public required string Key { get; init; }

    public string? Code { get; set; }

    public DateTimeOffset? CodeUntil { get; set; }

    public string Institution { get; set; } = "";

    public string Region { get; set; } = "";

    public string Hall { get; set; } = "";

    public string Window { get; set; } = "";

    /// <summary>The window's stable key in the catalogue.</summary>
    public string WindowKey { get; set; } = "";

    public string Model { get; set; } = "";

    public string Serial { get; set; } = "";

    public string Version { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EnrolledAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>Ratings that wait on the device.</summary>
    public int Queue { get; set; }

    /// <summary>Percent; null where the browser does not say.</summary>
    public int? Battery { get; set; }

    /// <summary>How far its clock is ahead of ours, in seconds.</summary>
    public long Skew { get; set; }

    public DateTimeOffset? ReloadAskedAt { get; set; }

    /// <summary>The highest number that has arrived.</summary>
    public long Counter { get; set; }

    public IReadOnlyList<CounterGap> Missing { get; set; } = [];

    /// <summary>How often a number came twice with different ratings.</summary>
    public int Reused { get; set; }

    /// <summary>How many ratings came with a signature that is not the device's.</summary>
    public int Forged { get; set; }

    /// <summary>Guards counter, gaps and state against two requests at once.</summary>
    public int Round { get; set; }

    public DevicePlace Place => new(Institution, Region, Hall, Window);
}

/// <summary>窗口邀请 — staff asked one person to rate one service.</summary>
internal sealed class PromptRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required string CaseNumber { get; init; }

    public required string Institution { get; init; }

    public required string Region { get; init; }

    public required string Hall { get; init; }

    public required string Window { get; init; }

    public required string WindowKey { get; init; }

    /// <summary>Only this device, where one was named.</summary>
    public Guid? Device { get; init; }

    public Guid? Staff { get; init; }

    /// <summary>Code of the channel that was offered.</summary>
    public required string Channel { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>When a device first showed it.</summary>
    public DateTimeOffset? ShownAt { get; set; }

    /// <summary>When it left the screen: rated, left alone, or the next person came.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>设备评价状态.</summary>
internal enum DeviceRatingState
{
    /// <summary>待处理: taken in, not yet handed in, or its case is not reported yet.</summary>
    Waiting,

    /// <summary>已采用.</summary>
    Adopted,

    /// <summary>此前已评价: another channel was first.</summary>
    AlreadyAnswered,

    /// <summary>未采用: kept and listed with its reason.</summary>
    NotAdopted,
}

/// <summary>设备评价 — a rating as a device delivered it; its key follows from its content, so that a repeat is the same row.</summary>
internal sealed class DeviceRatingRow
{
    public required Guid Id { get; init; }

    public required Guid Device { get; init; }

    public required long Counter { get; init; }

    public required string Institution { get; init; }

    public required string Region { get; init; }

    public Guid? Prompt { get; init; }

    public string? CaseNumber { get; init; }

    public required DeviceRatingState State { get; set; }

    /// <summary>Why it is not adopted or waits.</summary>
    public string? Code { get; set; }

    public string? Message { get; set; }

    public string? ReceiptPath { get; set; }

    /// <summary>As the device says.</summary>
    public string? Claimed { get; init; }

    /// <summary>As judged by the server's clock.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>What was rated; gone once the rating stands in Evaluations.</summary>
    public DeviceRating? Content { get; set; }
}

/// <summary>窗口服务 — a service at a window that could be rated, for the invitation rate.</summary>
internal sealed class WindowServiceRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public required string Institution { get; init; }

    public required string Region { get; init; }

    public required string Hall { get; init; }

    public required string Window { get; init; }

    public Guid? Staff { get; init; }
}

internal sealed class DeviceMaps :
    IEntityTypeConfiguration<DeviceRow>, IEntityTypeConfiguration<PromptRow>, IEntityTypeConfiguration<DeviceRatingRow>, IEntityTypeConfiguration<WindowServiceRow>
{
    public void Configure(EntityTypeBuilder<DeviceRow> builder)
    {
        builder.ToTable("channels_devices");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Ignore(d => d.Place);
        builder.Property(d => d.Missing).IsJson();
        builder.Property(d => d.Round).IsConcurrencyToken();
        builder.HasIndex(d => d.Code).IsUnique();
        builder.HasIndex(d => d.WindowKey);
    }

    public void Configure(EntityTypeBuilder<PromptRow> builder)
    {
        builder.ToTable("channels_prompts");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => new { p.WindowKey, p.GivenAt });
        builder.HasIndex(p => new { p.CaseId, p.TaskId });
    }

    public void Configure(EntityTypeBuilder<DeviceRatingRow> builder)
    {
        builder.ToTable("channels_device_ratings");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Content).IsJson();
        builder.HasIndex(r => new { r.State, r.RetryAt });
        builder.HasIndex(r => new { r.State, r.ReceivedAt });
        builder.HasIndex(r => new { r.Device, r.Counter });
    }

    public void Configure(EntityTypeBuilder<WindowServiceRow> builder)
    {
        builder.ToTable("channels_window_services");
        builder.HasKey(s => new { s.CaseId, s.TaskId });
        builder.HasIndex(s => s.CompletedAt);
    }
}

internal static class DeviceTables
{
    extension(AppDb db)
    {
        internal DbSet<DeviceRow> Devices => db.Set<DeviceRow>();

        internal DbSet<PromptRow> Prompts => db.Set<PromptRow>();

        internal DbSet<DeviceRatingRow> DeviceRatings => db.Set<DeviceRatingRow>();

        internal DbSet<WindowServiceRow> WindowServices => db.Set<WindowServiceRow>();
    }
}
