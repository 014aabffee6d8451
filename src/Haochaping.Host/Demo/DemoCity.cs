using Haochaping.Host.Commands;
using Haochaping.Host.Scratch;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Haochaping.Host.Demo;

/// <summary>
/// 演示市 — an invented city that lives its last thirty days in a minute: a second house on the same store, with a clock that is
/// moved from day to day, where cases, ratings, orders and an issue come about through the product's own doors.
/// </summary>
internal static class DemoCity
{
    /// <summary>Days before today that the city lives.</summary>
    public const int Days = 30;

    /// <summary>Cases in those days.</summary>
    public const int Cases = 200;

    // Staff of the city stay signed in from day to day, as the house counts days here in seconds.
    private static readonly string[] PastSettings = ["--urls=http://127.0.0.1:0", "--SignIn:IdleMinutes=100000", "--SignIn:LongestHours=1000"];

    // Invitations of the past lead to the house of the present.
    private static string[] Past(string? publicUrl) => publicUrl is { Length: > 0 } ? [.. PastSettings, $"--PublicUrl={publicUrl}"] : PastSettings;

    /// <summary>Lives beside a server whose jobs rest meanwhile; says how far it is and how to sign in. A fault is told, never thrown.</summary>
    public static async Task LiveBesideAsync(Session session, WebApplication server, HeldJobs held)
    {
        try
        {
            await using (held)
            {
                var welcome = await LiveAsync(session, server.Configuration, Cases, (day, all) => { if (day % 10 == 0) session.Terminal.Note($"演示数据 {day}/{all} 天"); }, server.Lifetime.ApplicationStopping);
                Introduce(session.Terminal, welcome);
            }
        }
        catch (OperationCanceledException)
        {
            session.Terminal.Note("演示数据未生成完：可用 seed-demo --remove 删除后重来。");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            server.Logger.LogError(e, "The demo city could not be finished.");
        }
    }

    /// <summary>Lives on the store of these settings, whose jobs the caller holds.</summary>
    public static async Task<CityWelcome> LiveAsync(Session session, IConfiguration settings, int cases, Action<long, long> progress, CancellationToken cancel)
    {
        var today = TimeProvider.System.Now().BusinessDate();
        var clock = new HandClock(today.AddDays(-Days).At(8, 0));
        await using var past = session.Build(adjust: builder => builder.Services.AddSingleton<TimeProvider>(clock), more: Past(settings["PublicUrl"]));
        await past.StartAsync(cancel);
        var house = new Uri(past.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var (accounts, key) = await FoundAsync(past.Services, cancel);
        using var life = new CityLife(house, key, accounts, clock, () => past.Services.GetRequiredService<Settler>().SettleAsync(cancel), cases, Days + 1);
        await life.OpenDesksAsync(cancel);
        for (var day = 0; day <= Days; day++)
        {
            progress(day, Days);
            await life.DayAsync(today.AddDays(day - Days), day, cancel);
        }

        await PublishAsync(house, accounts, today, cancel);
        await past.Services.GetRequiredService<Settler>().SettleAsync(cancel);
        var link = await life.OpenLinkAsync(cancel);
        await past.StopAsync(cancel);
        return new(accounts, (settings["PublicUrl"] ?? HouseHost.DefaultUrl).TrimEnd('/') + "/e/" + link);
    }

    /// <summary>Says once how to sign in.</summary>
    public static void Introduce(Terminal terminal, CityWelcome welcome)
    {
        terminal.Say("演示数据已生成。工作台账号（口令只显示这一次）：");
        foreach (var account in welcome.Accounts)
        {
            terminal.Say($"  {account.Name,-16} {account.Password}  {account.DisplayName}");
        }

        terminal.Say("一个还没有评价的评价链接：\n  " + welcome.RatingLink);
    }

    private static async Task<(IReadOnlyList<CityAccount> Accounts, string Key)> FoundAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await CityPlan.PlantAsync(scope.ServiceProvider, cancel);
        return (await CityPlan.HireAsync(scope.ServiceProvider, cancel), await CityPlan.ConnectAsync(scope.ServiceProvider, cancel));
    }

    private static async Task PublishAsync(Uri house, IReadOnlyList<CityAccount> accounts, DateOnly today, CancellationToken cancel)
    {
        using var publisher = new Visitor(house);
        var account = accounts.Single(a => a.Name == "demo-publisher");
        await publisher.SignInAsync(account.Name, account.Password, cancel);
        await publisher.FillAsync($"/console/issues/draft?from={today.AddDays(-Days).Iso()}&to={today.AddDays(-1).Iso()}", "publish", [], cancel);
    }
}

/// <summary>演示市的钥匙 — what a visitor of the finished city needs.</summary>
/// <param name="Accounts">Accounts of the console.</param>
/// <param name="RatingLink">A link that nobody has answered yet.</param>
internal sealed record CityWelcome(IReadOnlyList<CityAccount> Accounts, string RatingLink);
