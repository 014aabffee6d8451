using System.Globalization;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Serving;

/// <summary>
/// 迁移锁 — on SQLite, EF Core guards migrations by a row in <c>__EFMigrationsLock</c>. A process killed in the middle leaves it behind,
/// and the next start would wait for ever; so the house looks before it waits.
/// </summary>
internal static class MigrationLock
{
    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(10);

    /// <summary>Since when somebody holds the lock; null when nobody does, or where the store has no such table.</summary>
    public static async Task<DateTimeOffset?> HeldSinceAsync(AppDb db, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite() || !await db.Database.CanConnectAsync(cancel))
        {
            return null;
        }

        var there = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").AnyAsync(cancel);
        var since = there ? await db.Database.SqlQuery<string>($"SELECT \"Timestamp\" AS Value FROM \"__EFMigrationsLock\"").ToListAsync(cancel) : [];
        return since is [var text, ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    /// <summary>Whether a lock that old can only be left behind.</summary>
    public static bool IsStale(DateTimeOffset since, DateTimeOffset now) => now - since > LongestMigration;

    /// <summary>Clears a lock that was left behind; a fresh one is somebody at work.</summary>
    public static async Task EnsureFreeAsync(AppDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await HeldSinceAsync(db, cancel) is not { } since)
        {
            return;
        }

        if (!IsStale(since, clock.Now()))
        {
            throw new SettingsException($"另一个进程自 {since.ToHouse():HH:mm:ss} 起正在迁移数据库（__EFMigrationsLock）：请等它结束。若它已被强行终止，10 分钟后重新启动会自动解除。");
        }

        await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancel);
    }
}
