using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Statistics.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Permissions;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Haochaping.Tests.Insiders;

/// <summary>A Town in which BAD-1 was rated “非常不满意” at a window of JX-CITY, and everybody who might wish it had not been.</summary>
internal sealed class InsiderTown : IAsyncDisposable
{
    private static readonly string[] Everybody =
        ["承办人员", "承办同事", "外单位承办", "被评价单位的主管", "市主管甲", "市主管乙", "外市主管", "话务员", "查看人员", "发布人员", "审计员", "系统管理员", "窗口人员"];

    private readonly Dictionary<string, Official> people = [];
    private readonly Dictionary<string, HttpClient> systems = [];
    private string link = "";

    private InsiderTown(Town town, Tablet tablet) => (Town, Tablet) = (town, tablet);

    public Town Town { get; }

    /// <summary>The device at the window where it happened.</summary>
    public Tablet Tablet { get; }

    /// <summary>Of the bad rating.</summary>
    public TaskRow Task { get; private set; } = null!;

    public Guid Order { get; private set; }

    /// <summary>The appeal, once one was filed.</summary>
    public string Appeal { get; set; } = Guid.Empty.ToString();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<InsiderTown> OpenAsync(TownStore store)
    {
        var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var here = new InsiderTown(town, await Tablet.AtAsync(town));
        await town.AWindowCaseAsync("BAD-1");
        await town.AWindowCaseAsync("OPEN-1");
        here.link = await town.LinkOf("BAD-1");
        (await town.Rate(here.link, 1, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        here.Task = (await town.LookAsync(db => db.Tasks.AsNoTracking().ToListAsync(Cancel))).Single(t => t.Place.CaseNumber == "BAD-1");
        here.Order = (await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel))).Id;
        here.systems["部门业务系统"] = await town.ClientOfAsync(["JX-CITY"], "cases:write", "evaluations:write");
        here.systems["别的部门的系统"] = await town.ClientOfAsync(["JX-POLICE"], "cases:write", "evaluations:write");
        here.systems["短信网关"] = await town.ClientAsync("sms:write");
        foreach (var who in Everybody)
        {
            await here.AsAsync(who);
        }

        await town.SettleAsync();
        return here;
    }

    /// <summary>Somebody at a desk, signed in once.</summary>
    public async Task<Official> AsAsync(string who) => people.TryGetValue(who, out var known) ? known : people[who] = who switch
    {
        "承办人员" or "承办同事" => await Official.SignInAsync(Town, [Role.Handler], ["JX-CITY"]),
        "外单位承办" => await Official.SignInAsync(Town, [Role.Handler], ["JX-POLICE"]),
        "被评价单位的主管" => await Official.SignInAsync(Town, [Role.Supervisor], ["JX-CITY"]),
        "市主管甲" or "市主管乙" => await Official.SignInAsync(Town, [Role.Supervisor], regions: ["360100"]),
        "外市主管" => await Official.SignInAsync(Town, [Role.Supervisor], regions: ["440300"]),
        "话务员" => await Official.SignInAsync(Town, [Role.HotlineOperator], ["JX-CITY"]),
        "查看人员" => await Official.SignInAsync(Town, [Role.Viewer], ["JX-CITY"]),
        "发布人员" => await Official.SignInAsync(Town, [Role.Publisher], regions: ["*"]),
        "审计员" => await Official.SignInAsync(Town, [Role.Auditor], regions: ["*"]),
        "系统管理员" => await Official.SignInAsync(Town, [Role.Administrator], regions: ["*"]),
        "窗口人员" => await Official.SignInAsync(Town, [Role.WindowStaff], person: await PersonAsync("1024")),
        _ => throw new ArgumentOutOfRangeException(nameof(who), who, null),
    };

    /// <summary>An act on the order, as the console sends it too.</summary>
    public async Task<string> ActAsync(string who, string verb, object? body = null) => await CodeAsync((await AsAsync(who)).Http.PostAsJsonAsync($"/api/v1/orders/{Order}/{verb}", body ?? new { }, Cancel));

    /// <summary>An act on the appeal.</summary>
    public async Task<string> AppealAsync(string who, string verb, object body) => await CodeAsync((await AsAsync(who)).Http.PostAsJsonAsync($"/api/v1/appeals/{Appeal}/{verb}", body, Cancel));

    public async Task<string> FileAppealAsync(string who, string by = "agency")
    {
        using var answer = await (await AsAsync(who)).Http.PostAsJsonAsync(
            "/api/v1/appeals", new { Task.CaseId, Task.TaskId, by, ground = "untrue", against = new[] { "总体评价" }, statement = "录像显示办理及时" }, Cancel);
        Appeal = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()! : Appeal;
        return await CodeAsync(answer);
    }

    public async Task<string> SendAsync(string who, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : JsonContent.Create(new { }) };
        return await CodeAsync((systems.GetValueOrDefault(who) ?? (await AsAsync(who)).Http).SendAsync(request, Cancel));
    }

    public Task<string> PostAsync(string who, string path, object body) => CodeAsync(systems[who].PostAsJsonAsync(path, body, Cancel));

    /// <summary>Rates BAD-1 again over some channel's link; <paramref name="spoilt"/> turns one letter of it.</summary>
    public async Task<string> RateAsync(string channel, int level, bool spoilt = false)
    {
        var token = channel == "sms" ? link : await Town.LinkOf("BAD-1", channel);
        return await CodeAsync(Town.Rate(spoilt ? token[..^1] + (token[^1] == 'A' ? 'B' : 'A') : token, level));
    }

    public async Task<string> DeliverAsync(DeviceRating rating)
    {
        var told = (await Tablet.DeliverAsync(rating))[0];
        return told.TryGetProperty("code", out var code) ? code.GetString()! : told.GetProperty("state").GetString()!;
    }

    /// <summary>Whatever of the bad rating, its order and the figures somebody might want otherwise.</summary>
    public async Task<string> StandingAsync() => await Town.LookAsync(async db => JsonSerializer.Serialize(new
    {
        Ratings = await db.Evaluations.AsNoTracking().OrderBy(e => e.TaskId).Select(e => new { e.TaskId, e.Level, e.Text, e.ReceivedAt, e.Private }).ToListAsync(Cancel),
        Tasks = (await db.Tasks.AsNoTracking().OrderBy(t => t.TaskId).ToListAsync(Cancel)).Select(t => new { t.TaskId, t.State, t.Institution, t.ClosesAt, t.AnswerLevel, t.Place.Staff }),
        Orders = (await db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync(Cancel)).Select(o => new { o.State, o.Unit, o.Holder, o.Version, Days = o.Clocks.Select(c => c.LastDay) }),
        Figures = (await db.Cube.AsNoTracking().ToListAsync(Cancel)).GroupBy(c => c.Measure).OrderBy(g => g.Key).Select(g => new { g.Key, Sum = g.Sum(c => c.Count) }),
        Appeals = await db.Set<Haochaping.Appeals.Domain.Appeal>().AsNoTracking().Select(a => new { a.State, a.Version }).ToListAsync(Cancel),
    }));

    /// <summary>Types of all facts in the order they came.</summary>
    public async Task<List<string>> FactsAsync() => await Town.LookAsync(db => db.Set<LogLine>().AsNoTracking().OrderBy(l => l.Position)
        .Join(db.Set<JournalEntry>(), l => new { l.CaseId, l.EntryId }, j => new { j.CaseId, j.EntryId }, (_, j) => j.Type).ToListAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        people.Values.ToList().ForEach(p => p.Dispose());
        systems.Values.ToList().ForEach(s => s.Dispose());
        Tablet.Dispose();
        await Town.DisposeAsync();
    }

    private static async Task<string> CodeAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return await CodeAsync(answer);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        if (answer.IsSuccessStatusCode)
        {
            return answer.Headers.TryGetValues("Idempotent-Replayed", out var replayed) ? replayed.Single() : body.Length == 0 || !body.StartsWith('{') ? "ok" : Outcome(JsonDocument.Parse(body).RootElement);
        }

        return answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && JsonDocument.Parse(body).RootElement.TryGetProperty("type", out var type) && type.GetString() is { } urn && urn.StartsWith("urn:haochaping:", StringComparison.Ordinal)
            ? urn["urn:haochaping:".Length..]
            : $"HTTP {(int)answer.StatusCode}";
    }

    // A batch answers row by row.
    private static string Outcome(JsonElement told) =>
        told.TryGetProperty("results", out var rows) && rows.GetArrayLength() == 1
            ? string.Join(' ', new[] { "outcome", "state", "code" }.Where(name => rows[0].TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String).Select(name => rows[0].GetProperty(name).GetString()).Distinct())
            : told.TryGetProperty("outcome", out var outcome) ? outcome.GetString()! : "ok";

    private async Task<StaffLink?> PersonAsync(string number)
    {
        await using var scope = Town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStaffDirectory>().FindAsync("JX-CITY", number, Cancel);
    }
}
