using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Serving;

/// <summary>开门检查 — what must be right before the first request: store up to date, commits durable, keys that fit. Otherwise the house stays closed.</summary>
internal static class Opening
{
    /// <summary>All of it. True when the store was made just now. Throws <see cref="SettingsException"/> with one Chinese sentence.</summary>
    public static async Task<bool> PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        // Store and rules side by side: most of a start is code that is compiled for the first time. Who needs the rules waits for this opening.
        var store = Task.Run(() => BringUpToDateAsync(services, cancel), cancel); // SQLite would do it all before the first await comes back
        _ = services.GetRequiredService<IRulePacks>().OpenAsync(store, cancel);
        var isNew = await store;
        await Task.WhenAll(Task.Run(() => LookAtDurabilityAsync(services, cancel), cancel), FitKeysAsync(services, cancel));
        return isNew;
    }

    /// <summary>What keeps this program and this store apart, in Chinese: a server that is too old, or a store that another version of the program made. Null when they fit.</summary>
    public static async Task<string?> UnfitAsync(IServiceProvider scoped, CancellationToken cancel)
    {
        var db = scoped.GetRequiredService<AppDb>();
        if (await scoped.GetRequiredService<IStore>().UnfitAsync(db, cancel) is { } unfit)
        {
            return unfit;
        }

        // An older program on a newer store would write rows that the newer one believes.
        return (await db.Database.GetAppliedMigrationsAsync(cancel)).Except(db.Database.GetMigrations()).LastOrDefault() is not { } foreign ? null
            : $"store-of-another-version：这个数据库由另一版本的程序建立或升级过（本程序不认识迁移 {foreign}），数据没有改动。"
                + "请用那一版本或更新的程序打开；要用本程序，请把 HAOCHAPING_DATA 指向空文件夹（PostgreSQL 换空数据库），或恢复本版本的备份。";
    }

    /// <summary>Refuses what <see cref="UnfitAsync"/> names.</summary>
    public static async Task RequireFitAsync(IServiceProvider scoped, CancellationToken cancel)
    {
        if (await UnfitAsync(scoped, cancel) is { } unfit)
        {
            throw new SettingsException(unfit);
        }
    }

    /// <summary>For commands that must not change the store: refuses one that is not up to date.</summary>
    public static async Task RequireCurrentAsync(IServiceProvider services, CancellationToken cancel)
    {
        await RequireFitAsync(services, cancel);
        if ((await services.GetRequiredService<AppDb>().Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new SettingsException("数据库结构不是最新，或还没有数据：请先执行 haochaping migrate。");
        }
    }

    // SQLite migrates by itself; on PostgreSQL the role that serves may not change tables.
    private static async Task<bool> BringUpToDateAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await RequireFitAsync(scope.ServiceProvider, cancel);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (pending.Count == 0)
        {
            return false;
        }

        if (services.GetRequiredService<IStore>().Name != "sqlite")
        {
            throw new SettingsException($"数据库结构不是最新，缺 {pending.Count} 个迁移：请用属主角色执行 haochaping migrate。");
        }

        await MigrationLock.EnsureFreeAsync(db, services.GetRequiredService<TimeProvider>(), cancel);
        await db.Database.MigrateAsync(cancel);
        return pending.Count == db.Database.GetMigrations().Count();
    }

    private static async Task LookAtDurabilityAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await services.GetRequiredService<Durability>().LookAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), cancel);
    }

    private static async Task FitKeysAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        if (!(await scope.ServiceProvider.GetRequiredService<IVaultCheck>().RunAsync(cancel)).Is(out _, out var refusal))
        {
            throw new SettingsException(refusal.Message);
        }

        if (services.GetRequiredService<IKeys>() is KeyFile keys && keys.Keep().Refusal is { } unwritten)
        {
            throw new SettingsException(unwritten.Message);
        }
    }
}

/// <summary>落盘安全 — whether the store may lose what it acknowledged. Unsafe settings stop the start, or stand in red where they were allowed.</summary>
internal sealed class Durability(IStore store, IConfiguration settings) : Ui.IBanner
{
    /// <summary>What is unsafe; empty when all is well.</summary>
    public IReadOnlyList<string> Unsafe { get; private set; } = [];

    /// <inheritdoc />
    public string? Say(Ui.Words t) => Unsafe.Count == 0 ? null : string.Join(" ", Unsafe.Select(risk => t[risk]));

    /// <summary>Looks. Throws unless <c>Database:AllowUnsafeDurability</c>.</summary>
    public async Task LookAsync(AppDb db, CancellationToken cancel)
    {
        Unsafe = await store.UnsafeSettingsAsync(db, cancel);
        if (Unsafe.Count > 0 && !settings.GetValue("Database:AllowUnsafeDurability", false))
        {
            throw new SettingsException($"unsafe-durability：{string.Join(" ", Unsafe)} 因此拒绝启动；只为试用可设置 Database__AllowUnsafeDurability=true。");
        }
    }
}
