using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Haochaping.Evaluations.Storage;
using Haochaping.Host.Commands;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Features;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Policy;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.WorkOrders;

/// <summary>A notice arrives while windows are open and orders run: 27 January 2020, and a year that was unpublished.</summary>
public sealed class CalendarTownTests : IDisposable
{
    private readonly PolicyFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("X-04")]
    public async Task The_extension_of_2020_moves_what_is_open_and_nothing_else(TownStore store)
    {
        await using var town = await BeforeTheExtension(store, "2020-01-02T09:00");
        await town.ACaseIsCompleted();
        town.Clock.SetNow("2020-01-20T10:00");
        await town.SettleAsync();
        var open = await town.LinkOf(await town.ACaseIsCompleted());
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 2, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var before = await Tasks(town);
        before[1].ClosesAt.ShouldBe(new DateOnly(2020, 2, 3).EndOfDay());

        town.Clock.SetNow("2020-01-27T12:00");
        await Import(town, Extension());
        await town.SettleAsync();

        var after = await Tasks(town);
        (after[0].State, after[0].ClosesAt).ShouldBe((TaskState.Defaulted, before[0].ClosesAt), "its default is in force");
        (after[1].State, after[1].ClosesAt, after[1].MovedFrom).ShouldBe((TaskState.Open, new DateOnly(2020, 2, 4).EndOfDay(), before[1].ClosesAt));
        (after[2].State, after[2].ClosesAt).ShouldBe((TaskState.Answered, before[2].ClosesAt), "a rating that is in stays");
        (await Bodies(town, "window-moved@1")).ShouldHaveSingleItem().ShouldContain("国务院办公厅关于延长2020年春节假期的通知");

        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        var limit = order.Clocks.Single(c => c is { Clock: Clock.RectifyComplex, Side: ClockSide.Unit });
        (limit.ToldLastDay, limit.LastDay).ShouldBe((new DateOnly(2020, 2, 10), new DateOnly(2020, 2, 11)));
        order.Clocks.Single(c => c.Clock == Clock.Accept).LastDay.ShouldBeLessThan(new DateOnly(2020, 1, 27), "it was over before");
        var lines = await town.LookAsync(db => db.OrderTrace.AsNoTracking().Where(t => t.Act == OrderAct.Recalculated).ToListAsync(Cancel));
        lines.ShouldContain(l => l.Day == limit.LastDay && l.Text == "原为 2020-02-10，依据《国务院办公厅关于延长2020年春节假期的通知》（演示〔2020〕0号）");
        (await Bodies(town, "order-clocks-moved@1")).Count.ShouldBe(1);

        var page = await town.Citizen.GetStringAsync($"/e/{open}", Cancel);
        page.ShouldContain("2 月 4 日");
        page.ShouldContain("由 2 月 3 日 24:00 顺延");
        page.ShouldContain("怎么算的");

        town.Clock.SetNow("2020-02-04T23:59:00");
        await town.SettleAsync();
        (await town.Rate(open, 5)).StatusCode.ShouldBe(HttpStatusCode.Created, "the day that was added is a day to rate");
        (await town.LookAsync(db => db.WindowSweeps.AsNoTracking().SingleAsync(Cancel))).DoneAt.ShouldNotBeNull();
        (await town.FaultsAsync()).ShouldBeEmpty("what moved is told by facts, to the day");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("X-04")]
    public async Task A_provisional_date_becomes_final_when_the_year_arrives(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-12-28T10:00");
        var token = await town.LinkOf(await town.ACaseIsCompleted());
        (await town.Citizen.GetStringAsync($"/e/{token}", Cancel)).ShouldContain("暂定");
        (await Tasks(town))[0].ClosesAt.ShouldBe(new DateOnly(2027, 1, 4).EndOfDay());

        await Import(town, new("2027.csv", Encoding.UTF8.GetBytes("2027-01-01,元旦,休"), "国务院办公厅关于2027年部分节假日安排的通知", "演示〔2026〕0号", "2026-11-05", "https://example.invalid/2027"));
        await town.SettleAsync();

        var task = (await Tasks(town))[0];
        (task.ClosesAt, task.Provisional).ShouldBe((new DateOnly(2027, 1, 5).EndOfDay(), false));
        (await town.Citizen.GetStringAsync($"/e/{token}", Cancel)).ShouldNotContain("暂定");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("X-04")]
    public async Task An_imported_year_is_seen_by_other_nodes_and_its_versions_are_kept(TownStore store)
    {
        await using var town = await BeforeTheExtension(store, "2020-01-27T12:00");
        await town.SettleAsync();
        var other = ActivatorUtilities.CreateInstance<RunningRules>(town.Services);
        other.IsWorkday(new(2020, 1, 31)).ShouldBeTrue();

        await Import(town, Extension());
        using var follower = ActivatorUtilities.CreateInstance<FollowRules>(town.Services, other);
        await follower.LookAtCalendarAsync(Cancel);

        other.IsWorkday(new(2020, 1, 31)).ShouldBeFalse();
        await using var scope = town.Services.CreateAsyncScope();
        var versions = (await scope.ServiceProvider.GetRequiredService<ICalendarImport>().VersionsAsync(Cancel)).Where(v => v.Year == 2020).ToList();
        versions.Select(v => (v.Version, v.Imported)).ShouldBe([(2, true), (1, false)]);
        (await town.Citizen.GetStringAsync("/rules/explain?pack=JX&clock=evaluation-window&from=2020-01-20", Cancel)).ShouldContain("国务院办公厅关于延长2020年春节假期的通知");
    }

    [Fact]
    public async Task A_confirmation_of_something_else_than_was_shown_is_refused()
    {
        await using var town = await BeforeTheExtension(TownStore.Sqlite, "2020-01-27T12:00");
        await using var scope = town.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ICalendarImport>();

        (await import.ConfirmAsync(Extension(), "0", Actor.House, Cancel)).Refusal!.Code.ShouldBe("calendar-changed-meanwhile");
        (await import.VersionsAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_administrator_sees_every_complaint_then_the_preview_and_confirms()
    {
        await using var town = await BeforeTheExtension(TownStore.Sqlite, "2020-01-27T12:00");
        using var visit = await Administrator(town);
        await visit.GoAsync("/console/calendar/import");
        (await visit.UploadAsync("preview", "x.csv", "2020-01-31,春节,maybe"u8.ToArray())).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visit.Html.ShouldContain("缺少通知文号");
        visit.Html.ShouldContain("须为 holiday（休）或 workday（班）");

        var paper = Extension();
        await visit.UploadAsync("preview", "2020.json", paper.Content, ("title", paper.Title!), ("number", paper.Number!), ("published", paper.Published!), ("url", paper.Url!));
        visit.Html.ShouldContain("将新增 3 天休、1 天班");
        town.Services.GetRequiredService<IWorkCalendar>().IsWorkday(new(2020, 1, 31)).ShouldBeTrue("nothing holds before the confirmation");

        await visit.FillAsync("confirm");
        visit.Path.ShouldBe("/console/calendar?imported=2020", visit.Html);
        visit.Html.ShouldContain("2020 年的安排已生效");
        town.Services.GetRequiredService<IWorkCalendar>().IsWorkday(new(2020, 1, 31)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_command_previews_refuses_and_imports()
    {
        var data = Directory.CreateTempSubdirectory("haochaping-calendar-").FullName;
        var file = Path.Combine(data, "2027.csv");
        await File.WriteAllTextAsync(file, "日期,名称,班休\n2027-01-01,元旦,休\n", Cancel);
        string[] notice = ["--title", "国务院办公厅关于2027年部分节假日安排的通知", "--number", "演示〔2026〕0号", "--published", "2026-11-05", "--url", "https://example.invalid/2027"];

        var bare = await Run(data, ["calendar", "import", file]);
        bare.Error.ShouldContain("缺少通知文号");
        bare.Code.ShouldBe(1);
        (await Run(data, ["calendar", "show", "2027"])).Code.ShouldBe(1);
        (await Run(data, ["calendar", "import", file, .. notice])).Code.ShouldBe(1, "nobody confirmed");
        (await Run(data, ["calendar", "import", file, "--yes", .. notice])).Code.ShouldBe(0);
        (await Run(data, ["calendar", "show", "2027"])).Code.ShouldBe(0);
        (await Run(data, ["calendar", "list"])).Code.ShouldBe(0);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
        File.Delete(data + "-keys.json");
    }

    private static async Task<(int Code, string Error)> Run(string data, string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(output, error, TextReader.Null, false, builder => builder.Services.AddSingleton<TimeProvider>(new FakeClock("2026-11-18T09:00")));
        var code = await HouseCommands.RunAsync([.. words, $"--HAOCHAPING_DATA={data}", $"--Keys:File={data}-keys.json"], terminal);
        return (code, error.ToString());
    }

    private Task<Town> BeforeTheExtension(TownStore store, string now)
    {
        File.WriteAllText(Path.Combine(folder.Path, "calendar", "2020.json"), CalendarFile.Write(CalendarImportTests.TwentyTwenty(extended: false)));
        return Town.OpenAsync(store, now, new Dictionary<string, string?> { ["Policy:Folder"] = folder.Path });
    }

    private static CalendarPaper Extension() => new(
        "2020.json", Encoding.UTF8.GetBytes(CalendarFile.Write(CalendarImportTests.TwentyTwenty(extended: true))), "国务院办公厅关于延长2020年春节假期的通知", "演示〔2020〕0号", "2020-01-27", "https://example.invalid/2020");

    private static async Task Import(Town town, CalendarPaper paper)
    {
        await using var scope = town.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ICalendarImport>();
        (await import.ConfirmAsync(paper, import.Preview(paper).Value.Confirmation, Actor.House, Cancel)).Refusal.ShouldBeNull();
    }

    private static Task<List<TaskRow>> Tasks(Town town) => town.LookAsync(async db =>
        (await db.Tasks.AsNoTracking().ToListAsync(Cancel)).OrderBy(t => t.Place.CaseNumber, StringComparer.Ordinal).ToList());

    private static async Task<List<string>> Bodies(Town town, string type) =>
        [.. (await town.LookAsync(db => db.Journal.AsNoTracking().Where(e => e.Type == type).Select(e => e.Body).ToListAsync(Cancel))).Select(Encoding.UTF8.GetString)];

    private static async Task<Visit> Administrator(Town town)
    {
        const string password = "jiao-hao-ji-2020-Ab";
        await using var scope = town.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<CreateAdmin>().RunAsync("root.one", "管理员", password, Cancel)).Refusal.ShouldBeNull();
        var visit = new Visit(town.Address.ToString());
        await visit.GoAsync("/console/sign-in");
        await visit.FillAsync("sign-in", ("account", "root.one"), ("password", password));
        var sealedSecret = WebUtility.HtmlDecode(Regex.Match(visit.Html, "name=\"sealed\" value=\"([^\"]+)\"").Groups[1].Value);
        var secret = scope.ServiceProvider.GetRequiredService<SecondFactorSecret>().Open(sealedSecret);
        await visit.FillAsync("second-factor", ("code", Totp.Code(secret, town.Clock.GetUtcNow().ToUnixTimeSeconds() / 30)));
        return visit;
    }
}
