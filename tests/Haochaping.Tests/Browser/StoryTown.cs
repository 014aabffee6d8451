using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Features;
using Haochaping.Accountability.Storage;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Features.Codes;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
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

    // a platform that never answers: its letters wait
    private static readonly Dictionary<string, string?> Hotline = new()
    {
        ["Exchange:Partners:Hotline12345:Url"] = "http://127.0.0.1:9/", ["Exchange:Partners:Hotline12345:KeyId"] = "City", ["Exchange:Partners:Hotline12345:Secret"] = "a-secret-of-two-houses",
    };

    private readonly Dictionary<string, string> sessions = [];
    private readonly Dictionary<string, string> paths = [];

    /// <summary>The running house.</summary>
    public Town Town { get; private set; } = null!;

    /// <summary>Receipt of the bad rating.</summary>
    public string Receipt => paths["receipt"];

    /// <summary>Page of its order.</summary>
    public string Order => paths["order"];

    /// <summary>Page of its case.</summary>
    public string Case => paths["case"];

    /// <summary>
    /// Where a page of the story is: <c>rating</c> of a waiting case, <c>proof</c> where real names are mandatory, <c>answered</c>,
    /// <c>receipt</c>, <c>order</c>, <c>case</c> and <c>task</c> of the bad rating, <c>place</c>, <c>place-code</c> and <c>old-place</c> of a
    /// window, <c>terminal</c> and <c>done</c>; any other name is an address.
    /// </summary>
    public string PathOf(string name) => name.StartsWith('/') ? name : paths[name];

    /// <summary>How an official or the citizen of the waiting case is signed in, for <see cref="Chromium.VisitAsync"/>.</summary>
    public string SessionOf(string who) => sessions[who];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhereMissing();
        Town = await Town.OpenAsync(TownStore.Sqlite, "2026-10-20T09:00", Hotline);
        for (var i = 0; i < 12; i++)
        {
            await Town.Rate(await Town.LinkOf(await Town.ACaseIsCompleted(i % 3 == 0 ? "JX-POLICE" : "JX-CITY", i % 3 == 0 ? "JX-ITEM-3" : "JX-ITEM-1")), 5 - (i % 3));
        }

        Town.Clock.SetNow("2026-11-18T09:00");
        await Town.SettleAsync();
        await StaffAsync("chief", [Role.Administrator, Role.Supervisor, Role.Publisher], [], ["*"]);
        await StaffAsync("deputy", [Role.Supervisor], [], ["*"]);
        await StaffAsync("unit", [Role.Handler], ["JX-CITY"], []);
        await StaffAsync("auditor", [Role.Auditor], [], ["*"]);
        await StaffAsync("discipline", [Role.Discipline], [], ["*"]);
        await PublishAsync();
        var waiting = await Town.ACaseIsCompleted();
        paths["rating"] = "/e/" + await Town.LinkOf(waiting);
        paths["proof"] = "/e/" + await Town.LinkOf(await Town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"));
        var answered = await Town.LinkOf(await Town.ACaseIsCompleted());
        paths["answered"] = "/e/" + answered;
        await Town.Rate(answered, 5, "窗口指引清楚");
        await Town.Rate(await Town.LinkOf(await Town.ACaseIsCompleted()), 1, "等了很久", ["110"]);
        using (var gateway = await Town.ClientAsync("sms:write"))
        {
            await gateway.PostAsJsonAsync("/api/v1/sms/replies", new { messageId = "M-1", phone = "10000000099", text = "5" });
        }

        using (var hotline = await Town.ClientAsync("complaints:write"))
        {
            using var answer = await hotline.PostAsJsonAsync("/api/v1/complaints", new { number = "C-1", institution = "JX-CITY", kind = "procedure", text = "同一材料交了两次", phone = "10000000098" });
            paths["complaint-receipt"] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receiptPath").GetString()!;
        }

        await HandOutFormsAsync();
        await HangUpCodesAsync();
        await ComeInAsync(waiting);
        await Town.SettleAsync();
        await LookAroundAsync();
        await Town.Rate(await Town.LinkOf(await Town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device"), 1, "材料反复补");
        await Town.SettleAsync();
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
        await page.ArriveAsync("/results/1");
        await page.Context.CloseAsync();
    }

    private async Task HandOutFormsAsync()
    {
        var page = await chromium.VisitAsync(Town, new Look(1440, Touch: false), SessionOf("chief"));
        await page.GotoAsync("/console/paper/issue");
        await page.FillAsync("input[name='Form.Institution']", "JX-CITY");
        await page.FillAsync("input[name='Form.Count']", "3");
        await page.GetByRole(AriaRole.Button, new() { Name = "发放并打印" }).ClickAsync();
        await page.ArriveAsync("/console/paper/print/1");
        await page.Context.CloseAsync();
    }

    // The code of a window, and an older one that it replaced.
    private async Task HangUpCodesAsync()
    {
        var window = new WindowKey("JX-HALL", "A12");
        for (var edition = 0; edition < 2; edition++)
        {
            await using var scope = Town.Services.CreateAsyncScope();
            var code = (await scope.ServiceProvider.GetRequiredService<IssueCode>().RunAsync(window, edition, StaffScope.Everything, Actor.House, CancellationToken.None)).Value;
            paths[edition == 0 ? "old-place" : "place"] = scope.ServiceProvider.GetRequiredService<ListCodes>().PathOf(code);
        }

        paths["place-code"] = paths["place"] + "?step=x";
    }

    // Who has a waiting case signs in at the hall's PC; at a terminal somebody rates, and their receipt code stands on the screen.
    private async Task ComeInAsync(string waiting)
    {
        var page = await chromium.VisitAsync(Town, new Look());
        await page.GotoAsync("/pc");
        await page.FillAsync("#f-number", waiting);
        await page.FillAsync("#f-certificate", "01" + waiting[^4..]);
        await page.ClickAsync("main form button >> nth=0");
        await page.ArriveAsync("/e/");
        sessions["citizen"] = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();

        paths["terminal"] = await AtTheTerminalAsync();
        page = await chromium.VisitAsync(Town, new Look());
        await page.GotoAsync(await AtTheTerminalAsync());
        await page.ClickAsync(".level.l4");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/done?");
        paths["done"] = new Uri(page.Url).PathAndQuery;
        await page.Context.CloseAsync();
    }

    private async Task<string> AtTheTerminalAsync()
    {
        using var answer = await Town.Client.PostAsJsonAsync("/api/v1/terminals/hand-over", new { source = "town", caseNumber = await Town.ACaseIsCompleted(), terminal = "ZD-007" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString()!;
    }

    private async Task LookAroundAsync()
    {
        var orders = await Town.LookAsync(db => db.Orders.AsNoTracking().ToListAsync());
        var order = orders.Single(o => o.About.Level is not null);
        var complained = orders.Single(o => o.About.Level is null);
        (paths["complaint"], paths["complaint-order"]) = ($"/console/complaints/{complained.CaseId}/{complained.About.TaskId}", $"/console/orders/{complained.Id}");
        await using var scope = Town.Services.CreateAsyncScope();
        paths["receipt"] = (await scope.ServiceProvider.GetRequiredService<IEvaluations>().ReceiptPathAsync(order.CaseId, order.About.TaskId, CancellationToken.None))!;
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<MakeAlert>().RunAsync(
            db, new(order.CaseId, AlertTrigger.Obstruction, AlertSubject.Unit, order.Unit, order.About, [order.Number], [order.Id], "群众来访反映"), Actor.House, Town.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        paths["alert"] = $"/console/alerts/{(await Town.LookAsync(all => all.Alerts.AsNoTracking().SingleAsync())).Id}";
        paths["order-script"] = $"/console/orders/{order.Id}/script";
        (paths["order"], paths["case"], paths["task"]) = ($"/console/orders/{order.Id}", $"/console/cases/{order.CaseId}", $"/console/tasks/{order.CaseId}/{order.About.TaskId}");
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
