using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Haochaping.Exchange.Contracts;
using Haochaping.Host.Backups;
using Haochaping.Host.Demo;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Serving;

/// <summary>灯 — how serious a finding is; the worst comes last.</summary>
internal enum Light
{
    Green,
    Yellow,
    Red,
}

/// <summary>检查结果 — one thing looked at, in one sentence that says what to do.</summary>
internal sealed record Finding(string Check, Light Light, string Words);

/// <summary>体检 — every check of <c>doctor</c>. Looks only.</summary>
internal static class Checkup
{
    private const long Gigabyte = 1L << 30;
    private static readonly TimeSpan QuietSealer = TimeSpan.FromMinutes(1);

    /// <summary>What needs no database.</summary>
    public static IEnumerable<Finding> OfMachine(IConfiguration settings, string keyFile)
    {
        yield return new("version", Light.Green, $"好差评 {Version}，.NET {Environment.Version}，{RuntimeInformation.RuntimeIdentifier}");
        yield return Disk(Stores.DataFolder(settings));
        yield return KeyFile.Open(keyFile).Is(out var keys, out var refusal)
            ? new("keys", Light.Green, $"密钥文件 {keyFile}，指纹 {keys.Fingerprint}")
            : new("keys", File.Exists(keyFile) ? Light.Red : Light.Yellow, refusal.Message);
        yield return Proxies.Known(settings) is { } known
            ? new("proxies", Light.Green, $"只信任 {string.Join("、", known)} 转发的来源地址")
            : new("proxies", Light.Red, "Proxies:Known 为空：任何人都能伪造来源地址。");
        yield return settings["PublicUrl"] is { } url
            ? new("public-url", Light.Green, $"对外地址 {url}")
            : new("public-url", Light.Yellow, "没有对外地址：短信和二维码不能带链接，请设置 PublicUrl。");
        yield return settings["AllowedHosts"] is null or "*"
            ? new("hosts", Light.Yellow, "AllowedHosts 未限制：正式使用请写上对外的主机名。")
            : new("hosts", Light.Green, $"AllowedHosts {settings["AllowedHosts"]}");
    }

    /// <summary>What the database and the rules say. A check that cannot run is red, and the others go on.</summary>
    public static async IAsyncEnumerable<Finding> OfHouseAsync(IServiceProvider services, bool hasStore, Func<Exception, string?> explain, [EnumeratorCancellation] CancellationToken cancel)
    {
        (string Name, Func<IServiceProvider, CancellationToken, Task<Finding>> Look)[] rules = [("calendar", CalendarAsync), ("policy", RulesAsync)];
        (string Name, Func<IServiceProvider, CancellationToken, Task<Finding>> Look)[] store =
        [
            ("store", StoreAsync), ("migrations", MigrationsAsync), ("durability", DurabilityAsync), ("vault", VaultAsync),
            ("unsealed", UnsealedAsync), ("followers", FollowersAsync), ("exchange", ExchangeAsync), ("backup", LastBackup.LookAsync), ("demo", DemoAsync),
        ];
        if (!hasStore)
        {
            yield return new("store", Light.Yellow, "还没有数据库：首次启动时自动建立");
        }

        foreach (var (name, look) in hasStore ? [.. store, .. rules] : rules)
        {
            Finding finding;
            try
            {
                finding = await look(services, cancel);
            }
            catch (Exception e) when (explain(e) is { } sentence)
            {
                finding = new(name, Light.Red, sentence);
            }

            yield return finding with { Check = name };
        }
    }

    /// <summary>Version of this program.</summary>
    internal static string Version { get; } = typeof(Checkup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    private static Finding Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var light = free < Gigabyte / 4 ? Light.Red : free < 2 * Gigabyte ? Light.Yellow : Light.Green;
        return new("data-folder", light, $"数据目录 {folder}，剩余 {free / (double)Gigabyte:0.0} GB{(light == Light.Green ? "" : "：请清理磁盘")}");
    }

    private static async Task<Finding> MigrationsAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        if (await MigrationLock.HeldSinceAsync(db, cancel) is { } since)
        {
            return MigrationLock.IsStale(since, services.GetRequiredService<TimeProvider>().Now())
                ? new("", Light.Yellow, $"自 {since.ToHouse():yyyy-MM-dd HH:mm} 遗留的迁移锁（__EFMigrationsLock）：下次启动会自动解除。")
                : new("", Light.Yellow, $"自 {since.ToHouse():HH:mm:ss} 起有进程正在迁移数据库。");
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
        return pending == 0 ? new("", Light.Green, "数据库结构是最新的")
            : services.GetRequiredService<IStore>().Name == "sqlite" ? new("", Light.Yellow, $"有 {pending} 个迁移，启动时自动执行")
            : new("", Light.Red, $"缺 {pending} 个迁移：请用属主角色执行 haochaping migrate");
    }

    private static async Task<Finding> StoreAsync(IServiceProvider services, CancellationToken cancel) =>
        await Opening.UnfitAsync(services, cancel) is { } unfit
            ? new("", Light.Red, unfit)
            : new("", Light.Green, services.GetRequiredService<IStore>().Name == "sqlite" ? "内置数据库 SQLite" : "PostgreSQL 版本符合要求");

    private static async Task<Finding> DurabilityAsync(IServiceProvider services, CancellationToken cancel)
    {
        var risks = await services.GetRequiredService<IStore>().UnsafeSettingsAsync(services.GetRequiredService<AppDb>(), cancel);
        return risks.Count == 0 ? new("", Light.Green, "每次答复之前都已落盘") : new("", Light.Red, string.Join(" ", risks));
    }

    private static async Task<Finding> VaultAsync(IServiceProvider services, CancellationToken cancel) =>
        (await services.GetRequiredService<AppDb>().Database.GetPendingMigrationsAsync(cancel)).Any() ? new("", Light.Yellow, "数据库迁移之后才能核对密钥")
        : (await services.GetRequiredService<IVaultCheck>().LookAsync(cancel)).Is(out _, out var refusal) ? new("", Light.Green, "密钥与个人信息保险库相符")
        : new("", Light.Red, refusal.Message);

    private static Task<Finding> CalendarAsync(IServiceProvider services, CancellationToken cancel)
    {
        var calendar = services.GetRequiredService<IWorkCalendar>();
        var today = services.GetRequiredService<TimeProvider>().Now().BusinessDate();
        var years = calendar.Years.Select(y => y.Year).ToHashSet();
        return Task.FromResult<Finding>((years.Contains(today.Year), years.Contains(today.Year + 1)) switch
        {
            (false, _) => new("", Light.Red, $"缺少 {today.Year} 年的节假日安排：期限均为暂定，请用 calendar import 或控制台“工作日历”导入"),
            (true, false) when today.Month >= 11 => new("", Light.Yellow, $"缺少 {today.Year + 1} 年的节假日安排：跨年期限为暂定，通知公布后请用 calendar import 或控制台“工作日历”导入"),
            _ => new("", Light.Green, $"节假日安排 {years.Min()}–{years.Max()} 年"),
        });
    }

    private static Task<Finding> RulesAsync(IServiceProvider services, CancellationToken cancel)
    {
        var packs = services.GetRequiredService<IRulePacks>().All;
        var waiting = packs.Where(p => !p.IsActive).Select(p => p.Ref.Id).Distinct().ToList();
        return Task.FromResult<Finding>(waiting.Count == 0
            ? new("", Light.Green, $"规则包 {string.Join("、", packs.Select(p => p.Ref.Id).Distinct())} 均可用")
            : new("", Light.Yellow, $"规则包 {string.Join("、", waiting)} 有待管理员确认的值，暂按国家规定执行"));
    }

    private static async Task<Finding> UnsealedAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var waiting = await db.Unsealed.CountAsync(cancel);
        var oldest = await db.Unsealed.OrderBy(u => u.Arrival).Join(db.Journal, u => new { u.CaseId, u.EntryId }, j => new { j.CaseId, j.EntryId }, (_, j) => (DateTimeOffset?)j.At).FirstOrDefaultAsync(cancel);
        var age = oldest is { } at ? services.GetRequiredService<TimeProvider>().Now() - at : TimeSpan.Zero;
        return age > QuietSealer
            ? new("", Light.Yellow, $"有 {waiting} 条记录待封存，最早的已等 {age.TotalMinutes:0} 分钟：服务若在运行，请查看日志")
            : new("", Light.Green, $"待封存 {waiting} 条");
    }

    private static async Task<Finding> FollowersAsync(IServiceProvider services, CancellationToken cancel)
    {
        var lags = await FollowerLag.ReadAsync(services.GetRequiredService<AppDb>(), services.GetServices<FollowerEntry>(), cancel);
        var stuck = lags.Where(l => l.Stuck is not null).Select(l => $"{l.Name}（{l.Stuck}）").ToList();
        return stuck.Count > 0 ? new("", Light.Red, $"停在原处的读取者：{string.Join("、", stuck)}，请查看日志")
            : lags.Max(l => (long?)l.Behind) is > 10_000 and var most ? new("", Light.Yellow, $"最慢的读取者落后 {most} 条")
            : new("", Light.Green, $"{lags.Count} 个读取者均已跟上");
    }

    private static async Task<Finding> ExchangeAsync(IServiceProvider services, CancellationToken cancel) =>
        await services.GetRequiredService<IExchangeWatch>().TroublesAsync(cancel) is { Count: > 0 } troubles
            ? new("", Light.Yellow, string.Join("；", troubles))
            : new("", Light.Green, "与其他平台的往来函件都已送达或在途");

    private static async Task<Finding> DemoAsync(IServiceProvider services, CancellationToken cancel) => await DemoPlace.IsMarkedAsync(services, cancel)
        ? new("", Light.Yellow, "这是演示数据：正式使用前请执行 haochaping seed-demo --remove")
        : new("", Light.Green, "没有演示数据");
}
