using System.CommandLine;
using Haochaping.Host.Serving;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Haochaping.Host.Commands;

/// <summary>迁移 — brings the store up to date, one migration after the other; the role must own the tables.</summary>
internal static class Migrate
{
    public static Command Define(Session session)
    {
        var json = Options.Json();
        var command = new Command("migrate", "把数据库结构升到本版本（PostgreSQL 须用属主角色；SQLite 启动时自动执行）。 Brings the store up to date.") { json };
        command.SetAction((line, cancel) => RunAsync(session, line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Session session, bool json, CancellationToken cancel)
    {
        await using var app = session.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await Opening.RequireFitAsync(scope.ServiceProvider, cancel);
        await MigrationLock.EnsureFreeAsync(db, scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancel);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        await session.Terminal.ProgressAsync("迁移", async report =>
        {
            for (var done = 0; done < pending.Count; done++)
            {
                report(done, pending.Count);
                await db.GetService<IMigrator>().MigrateAsync(pending[done], cancel);
            }

            return pending.Count;
        });
        if (json)
        {
            session.Terminal.Json(new { applied = pending });
        }
        else
        {
            session.Terminal.Say(pending.Count == 0 ? "数据库结构已是最新。" : $"已执行 {pending.Count} 个迁移：{string.Join("、", pending)}");
        }

        return Exit.Ok;
    }
}
