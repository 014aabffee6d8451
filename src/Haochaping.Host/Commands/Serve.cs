using System.CommandLine;
using System.Diagnostics;
using Haochaping.Host.Demo;
using Haochaping.Host.Serving;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Haochaping.Host.Commands;

/// <summary>启动服务 — the house, until it is told to stop.</summary>
internal static class Serve
{
    public static Command Define(Session session)
    {
        var command = new Command("serve", "启动服务（不写命令时的默认）。其余参数作为设置，例如 --urls http://0.0.0.0:8080。 Runs the house.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((line, cancel) => RunAsync(session, line.UnmatchedTokens, cancel));
        return command;
    }

    public static async Task<int> RunAsync(Session session, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        await using var app = session.BuildServer(settings);
        var seeds = await Opening.PrepareAsync(app.Services, cancel) && app.Environment.IsDevelopment();
        var demo = app.Services.GetRequiredService<DemoPlace>();
        await demo.LookAsync(app.Services, cancel);
        demo.IsDemo |= seeds;
        var held = seeds ? await HeldJobs.TakeAsync(app.Services, cancel) : null;
        await app.StartAsync(cancel);
        Welcome(session.Terminal, app, seeds);
        var city = held is null ? Task.CompletedTask : Task.Run(() => DemoCity.LiveBesideAsync(session, app, held), CancellationToken.None);
        await app.WaitForShutdownAsync(cancel);
        await city;
        return Exit.Ok;
    }

    private static void Welcome(Terminal terminal, WebApplication app, bool seeds)
    {
        var address = Reachable(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) + app.Configuration["PathBase"];
        var started = TimeProvider.System.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime);
        var publicUrl = app.Configuration["PublicUrl"]?.TrimEnd('/');
        terminal.Say($"""
            好差评已启动（{started.TotalSeconds:0.0} 秒）{(publicUrl is null or "" || publicUrl == address ? "" : $"，对外地址 {publicUrl}")}
              市民    {address}/check
              工作人员 {address}/console
              公众    {address}/results
              接口    {address}/api
              数据目录 {Stores.DataFolder(app.Configuration)}
            """);
        if (seeds)
        {
            terminal.Say("数据目录为空：正在后台生成演示数据（一切人名机构均为虚构），可随时停止；删除：seed-demo --remove");
        }
        else if (app.Services.GetRequiredService<DemoPlace>().IsDemo)
        {
            terminal.Say("这是演示数据，一切人名机构均为虚构；删除：seed-demo --remove");
        }

        foreach (var risk in app.Services.GetRequiredService<Durability>().Unsafe)
        {
            terminal.Complain("警告：" + risk);
        }
    }

    // What a browser on this machine can open: nobody can visit “all addresses”.
    private static string Reachable(string address) => address.Replace("://[::]:", "://localhost:", StringComparison.Ordinal).Replace("://0.0.0.0:", "://localhost:", StringComparison.Ordinal);
}
