using System.CommandLine;
using Haochaping.Host.Demo;
using Haochaping.Host.Serving;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Commands;

/// <summary>演示数据 — fills an empty house with an invented city, or removes it again; never touches a house that is neither.</summary>
internal static class SeedDemo
{
    public static Command Define(Session session)
    {
        var cases = new Option<int>("--cases") { Description = $"办件数，默认 {DemoCity.Cases}。 Number of cases.", HelpName = "N", DefaultValueFactory = _ => DemoCity.Cases };
        var remove = new Option<bool>("--remove") { Description = "删除演示数据，恢复为空库；不是演示数据则拒绝。 Removes the demo." };
        cases.Validators.Add(value =>
        {
            if (value.GetValueOrDefault<int>() is < 1 or > 5_000)
            {
                value.AddError("1–5000");
            }
        });
        var command = new Command("seed-demo", "在空库中生成虚构的演示市（30 天、每页标明“演示”）。 Fills an empty house with an invented city.") { cases, remove };
        command.SetAction((line, cancel) => line.GetValue(remove) ? RemoveAsync(session, cancel) : SeedAsync(session, line.GetValue(cases), cancel));
        return command;
    }

    private static async Task<int> SeedAsync(Session session, int cases, CancellationToken cancel)
    {
        await using var app = session.Build();
        await Opening.PrepareAsync(app.Services, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AppDb>().Journal.AnyAsync(cancel))
        {
            session.Terminal.Complain("数据库里已有数据：演示数据只能放进空库，请换一个数据目录（HAOCHAPING_DATA）。");
            return Exit.Refused;
        }

        if (await HeldJobs.TakeAsync(app.Services, cancel) is not { } held)
        {
            return Running(session.Terminal);
        }

        await using (held)
        {
            DemoCity.Introduce(session.Terminal, await session.Terminal.ProgressAsync("演示数据", report => DemoCity.LiveAsync(session, app.Configuration, cases, report, cancel)));
            return Exit.Ok;
        }
    }

    private static async Task<int> RemoveAsync(Session session, CancellationToken cancel)
    {
        await using var app = session.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await Opening.RequireCurrentAsync(scope.ServiceProvider, cancel);
        if (!await DemoPlace.IsMarkedAsync(scope.ServiceProvider, cancel))
        {
            session.Terminal.Complain("这不是演示数据，没有删除任何东西。");
            return Exit.Refused;
        }

        if (await HeldJobs.TakeAsync(app.Services, cancel) is not { } held)
        {
            return Running(session.Terminal);
        }

        await held.DisposeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Database.EnsureDeletedAsync(cancel);
        await db.Database.MigrateAsync(cancel);
        session.Terminal.Say("演示数据已删除，数据库是空的。");
        return Exit.Ok;
    }

    private static int Running(Terminal terminal)
    {
        terminal.Complain("服务正在运行，或停止还不到 20 秒：请先停止服务再执行。");
        return Exit.Refused;
    }
}
