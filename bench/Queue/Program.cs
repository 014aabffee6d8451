using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// How long the pages of orders take with many orders in the house: bench/README.md says how to read it.
const int Rounds = 200;
var orders = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 100_000;
foreach (var store in Enum.GetValues<TownStore>())
{
    await using var town = await Town.OpenAsync(store, "2026-11-18T09:00");
    await RealOrdersAsync(town);
    await using var connection = await Rows.OpenAsync(town, store);
    await connection.MultiplyAsync(orders);
    foreach (var (who, role, institutions, regions) in new (string, Role, string[], string[])[]
    {
        ("handler of one unit", Role.Handler, ["JX-CITY"], []), ("city authority", Role.Supervisor, [], ["360100"]), ("whole installation", Role.Supervisor, [], ["*"]),
    })
    {
        using var desk = await DeskAsync(town, role, institutions, regions);
        foreach (var path in new[] { "/console/desk", "/console/orders", "/console/orders?due=overdue", "/console/orders?state=all&page=500", "/console/orders?q=0777", "/console/orders?q=spj", "/api/v1/orders?size=200" })
        {
            await MeasureAsync(desk, path, $"{store,-8} {orders,8:N0}  {who,-20}");
        }
    }
}

return 0;

static async Task MeasureAsync(Visitor desk, string path, string where)
{
    var times = new List<double>();
    for (var i = 0; i < Rounds + 20; i++)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await desk.LookAsync(path, CancellationToken.None);
        if (answer.Status != 200)
        {
            throw new InvalidOperationException($"{path}: {answer.Status}");
        }

        if (i >= 20)
        {
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    times.Sort();
    Console.WriteLine($"{where}  {path,-40}  p50 {times[times.Count / 2],7:0.0} ms  p95 {times[times.Count * 95 / 100],7:0.0} ms  max {times[^1],7:0.0} ms");
}

// Ratings through the front door, each order left somewhere else on its way.
static async Task RealOrdersAsync(Town town)
{
    for (var i = 0; i < 24; i++)
    {
        var (unit, item) = i % 2 == 0 ? ("JX-CITY", "JX-ITEM-1") : ("JX-POLICE", "JX-ITEM-3");
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted(unit, item)), 1 + (i % 2), "等了很久")).EnsureSuccessStatusCode();
    }

    await town.SettleAsync();
    using var handler = await DeskAsync(town, Role.Handler, ["JX-CITY", "JX-POLICE"], []);
    var list = (await handler.GetAsync("/api/v1/orders?size=50", CancellationToken.None)).GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetGuid()).ToList();
    (string Verb, object Body)[] way =
    [
        ("accept", new { officer = "1024" }), ("contact", new { method = "phone", reached = true, recording = "R-1", note = "已联系" }),
        ("verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" }), ("report", new { result = "已更换", reply = "已整改" }),
    ];
    foreach (var (order, i) in list.Select((order, i) => (order, i)))
    {
        foreach (var (verb, body) in way.Take(i % 5))
        {
            _ = await handler.SendAsync($"/api/v1/orders/{order}/{verb}", body, CancellationToken.None) ?? throw new InvalidOperationException(verb);
        }
    }
}

static async Task<Visitor> DeskAsync(Town town, Role role, string[] institutions, string[] regions)
{
    var name = $"staff-{Guid.CreateVersion7():N}"[^20..];
    await using var scope = town.Services.CreateAsyncScope();
    _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new("s" + name, "演示人员", [role], institutions, regions, "jiao-hao-ji-2026-Ab"), Actor.House, CancellationToken.None)).Value;
    var desk = new Visitor(town.Address);
    await desk.SignInAsync("s" + name, "jiao-hao-ji-2026-Ab", CancellationToken.None);
    return desk;
}

/// <summary>The rows of a store, behind the program's back: the real orders many times over, each with keys and a limit of its own.</summary>
internal sealed class Rows(DbConnection connection, TownStore store) : IAsyncDisposable
{
    public static async Task<Rows> OpenAsync(Town town, TownStore store)
    {
        var settings = town.Services.GetRequiredService<IConfiguration>();
        DbConnection connection = store == TownStore.Postgres
            ? new NpgsqlConnection(settings["Database:ConnectionString"])
            : new SqliteConnection($"Data Source={Path.Combine(settings["HAOCHAPING_DATA"]!, "haochaping.db")}");
        await connection.OpenAsync();
        return new(connection, store);
    }

    public async Task MultiplyAsync(int orders)
    {
        var isSqlite = store == TownStore.Sqlite;
        var columns = await ColumnsAsync();
        var hex = "lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-8' || substr(lower(hex(randomblob(2))),2) || '-8' || substr(lower(hex(randomblob(2))),2) || '-' || lower(hex(randomblob(6)))";
        var values = columns.Select(column => column switch
        {
            "case_id" or "id" => isSqlite ? $"upper({hex})" : "gen_random_uuid()",
            "number" => "o.number || '-' || n.n",
            "case_number" => "o.case_number || '-' || n.n",
            "due" or "next_expiry" => isSqlite ? $"o.{column} + (n.n % 20000) * 60000" : $"o.{column} + (n.n % 20000) * interval '1 minute'",
            _ => $"o.\"{column}\"",
        });
        var numbers = isSqlite ? $"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {orders / 24}) " : $"WITH n AS (SELECT generate_series(1, {orders / 24}) AS n) ";
        await DoAsync($"{(isSqlite ? numbers : "")}INSERT INTO work_orders ({string.Join(',', columns.Select(c => $"\"{c}\""))}) {(isSqlite ? "" : numbers)}SELECT {string.Join(',', values)} FROM work_orders o CROSS JOIN n");
        await DoAsync("ANALYZE");
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<List<string>> ColumnsAsync()
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM work_orders LIMIT 0";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private async Task DoAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
