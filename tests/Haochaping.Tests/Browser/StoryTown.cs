using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Time;
using Haochaping.Testing;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A Town with a short story behind it: October was published, in November one case waits, one was praised, one was rated badly.</summary>
public sealed class StoryTown(Chromium chromium) : IAsyncLifetime
{
    /// <summary>Of every account.</summary>
    public const string Password = "jiao-hao-ji-2026-Ab";

    private readonly Dictionary<string, string> sessions = [];

    /// <summary>The running house.</summary>
    public Town Town { get; private set; } = null!;

    /// <summary>Address of the waiting case's rating page.</summary>
    public string Rating { get; private set; } = "";

    /// <summary>Receipt of the bad rating.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>Page of its order.</summary>
    public string Order { get; private set; } = "";

    /// <summary>Page of its case.</summary>
    public string Case { get; private set; } = "";

    /// <summary>Page of its evaluation task.</summary>
    public string Task { get; private set; } = "";

    /// <summary>How an official is signed in, for <see cref="Chromium.VisitAsync"/>; null for everybody else.</summary>
    public string? SessionOf(string who) => sessions.GetValueOrDefault(who);

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhereMissing();
        Town = await Town.OpenAsync(TownStore.Sqlite, "2026-10-20T09:00");
        for (var i = 0; i < 12; i++)
        {
            await Town.Rate(await Town.LinkOf(await Town.ACaseIsCompleted(i % 3 == 0 ? "JX-POLICE" : "JX-CITY", i % 3 == 0 ? "JX-ITEM-3" : "JX-ITEM-1")), 5 - (i % 3));
        }

        Town.Clock.SetNow("2026-11-18T09:00");
        await Town.SettleAsync();
        await StaffAsync("chief", [Role.Administrator, Role.Supervisor, Role.Publisher], [], ["*"]);
        await StaffAsync("unit", [Role.Handler], ["JX-CITY"], []);
        await StaffAsync("auditor", [Role.Auditor], [], ["*"]);
        await PublishAsync();
        Rating = "/e/" + await Town.LinkOf(await Town.ACaseIsCompleted());
        await Town.Rate(await Town.LinkOf(await Town.ACaseIsCompleted()), 5, "窗口指引清楚");
        await Town.Rate(await Town.LinkOf(await Town.ACaseIsCompleted()), 1, "等了很久", ["110"]);
        await Town.SettleAsync();
        await LookAroundAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Town is not null)
        {
            await Town.DisposeAsync();
        }
    }

    private async Task StaffAsync(string name, Role[] roles, string[] institutions, string[] regions)
    {
        await using (var scope = Town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new NewStaff(name, "演示人员", roles, institutions, regions, Password), Actor.House, CancellationToken.None)).Value;
        }

        var page = await chromium.VisitAsync(Town, new Look(1440, Touch: false));
        await page.SignInAsync(Town, name, Password);
        sessions[name] = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
    }

    private async Task PublishAsync()
    {
        var page = await chromium.VisitAsync(Town, new Look(1440, Touch: false), SessionOf("chief"));
        await page.GotoAsync("/console/issues/draft?From=2026-10-01&To=2026-10-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认发布第 1 期" }).ClickAsync();
        await page.WaitForURLAsync("**/results/1");
        await page.Context.CloseAsync();
    }

    private async Task LookAroundAsync()
    {
        var order = await Town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync());
        await using var scope = Town.Services.CreateAsyncScope();
        Receipt = (await scope.ServiceProvider.GetRequiredService<IEvaluations>().ReceiptPathAsync(order.CaseId, order.About.TaskId, CancellationToken.None))!;
        (Order, Case, Task) = ($"/console/orders/{order.Id}", $"/console/cases/{order.CaseId}", $"/console/tasks/{order.CaseId}/{order.About.TaskId}");
    }
}

/// <summary>What officials do at the door.</summary>
internal static class AtTheDoor
{
    extension(IPage page)
    {
        /// <summary>Signs in; where a second factor must be set up, sets it up as an authenticator app would.</summary>
        public async Task SignInAsync(Town town, string name, string password)
        {
            await page.GotoAsync("/console/sign-in");
            await page.FillAsync("#f-account", name);
            await page.FillAsync("#f-password", password);
            await page.ClickAsync("button.wide");
            if (page.Url.Contains("second-factor", StringComparison.Ordinal))
            {
                var key = (await page.InnerTextAsync("p.small")).Split('：', ':')[^1].Trim();
                await page.FillAsync("#f-code", Totp.Code(FromBase32(key), town.Clock.GetUtcNow().ToUnixTimeSeconds() / 30));
                await page.ClickAsync("button.wide");
                await page.ClickAsync("a.wide");
            }

            await page.Locator(".side-menu").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
