using System.Text.Json;
using Haochaping.Host.Demo;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.RealInput;

/// <summary>
/// One place from empty to verified: catalogue imported by the command, cases pushed over HTTP, ratings with real people's words,
/// silence expired by moving the clock, negatives worked on by staff, an issue published, the log verified, one byte changed.
/// </summary>
internal sealed class Story(string data, TownStore store, Report report)
{
    private const int Cases = 10_000;
    private const int Ratings = 2_000;
    private const int PerBatch = 1_000;
    private const int AtOnce = 32;

    // 5 … 1 in per cent of those who rate.
    private static readonly int[] Shares = [40, 27, 14, 12, 7];

    private readonly Random dice = new(2026);
    private int negatives;

    public async Task TellAsync()
    {
        Report.Title($"{store}");
        var folder = Directory.CreateTempSubdirectory("haochaping-real-input-");
        var database = store == TownStore.Postgres ? await PostgresServer.CreateDatabaseAsync() : null;
        try
        {
            var settings = Settings(folder.FullName, database);
            var binary = new Binary(settings);
            await ImportAsync(binary);
            await using var town = await Town.OpenAsync(store, "2026-10-10T09:00", settings);
            await LiveAsync(town);
            await town.LeaveAsync();
            await new Tampering(store, settings, binary, report).RunAsync();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            await (database is null ? Task.CompletedTask : PostgresServer.DropDatabaseAsync(database));
        }
    }

    private static Dictionary<string, string?> Settings(string folder, string? database) => new()
    {
        ["HAOCHAPING_DATA"] = Path.Combine(folder, "data"),
        ["Keys:File"] = Path.Combine(folder, "keys", "keys.json"),
        ["Database:Provider"] = database is null ? "sqlite" : "postgres",
        ["Database:ConnectionString"] = database,
        ["Policy:Places:51"] = "SZ", // real name, a default grade, orders by way of the hotline: the longest way there is
        ["Policy:Overlays:0"] = "overlays",
        ["Place:Name"] = "演示市",
    };

    private async Task ImportAsync(Binary binary)
    {
        if (store == TownStore.Postgres)
        {
            report.Expect("migrate", (await binary.RunAsync("migrate")).Exit, 0);
        }

        foreach (var (kind, file, more) in new[] { ("regions", "divisions.csv", Array.Empty<string>()), ("items", "service-items.csv", ["--create-institutions"]) })
        {
            var (exit, said) = await Report.TimeAsync($"import {kind} {file}", () => binary.RunAsync(["import", kind, Path.Combine(data, file), "--yes", "--effective-from", "2015-01-01", .. more]));
            Report.Say($"     {said.Trim()}");
            report.Expect($"import {kind} ends with", exit, 0);
        }
    }

    private async Task LiveAsync(Town town)
    {
        var numbers = await Report.TimeAsync("cases pushed over HTTP, 1,000 at a time", () => PushAsync(town));
        await Report.TimeAsync("sealed, invited", async () => { await town.SettleAsync(); return ""; });
        await Report.TimeAsync($"rated over HTTP, {AtOnce} at once", () => RateAsync(town, numbers));
        await town.SettleAsync();
        town.Clock.SetNow("2026-10-20T09:00");
        await Report.TimeAsync("the rest expired, sealed, counted", async () => { await town.SettleAsync(); return Cases - Ratings; });
        await Report.TimeAsync("orders worked on by staff, in acts", () => CloseOrdersAsync(town));
        await town.SettleAsync();
        await PublishAsync(town);
        await town.SettleAsync();
        await CompareAsync(town);
    }

    private async Task<int> PushAsync(Town town)
    {
        var items = Citizens.Items(data);
        for (var start = 0; start < Cases; start += PerBatch)
        {
            var batch = Enumerable.Range(start, PerBatch).Select(i => Case(town, i, items[i % items.Count])).ToList();
            var answer = await PostAsync(town.Client, "/api/v1/cases", new { cases = batch });
            var odd = answer.GetProperty("results").EnumerateArray().FirstOrDefault(r => r.GetProperty("outcome").GetString() != "created");
            if (odd.ValueKind != JsonValueKind.Undefined)
            {
                report.Expect("every case is created", odd.GetRawText(), "created");
            }

            town.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        return Cases;
    }

    private static object Case(Town town, int i, (string Item, string Institution) what) => new
    {
        source = "bench",
        caseNumber = Number(i),
        item = what.Item,
        receivingInstitution = what.Institution,
        channel = i % 3 == 0 ? "window" : "online",
        applicant = new { kind = "person", name = "演示人", certificateKind = "residentIdCard", certificateNumber = Certificate(i), phone = $"100{i:D8}" },
        events = new[] { new { kind = "accepted", at = town.Clock.GetUtcNow().AddMinutes(-60) }, new { kind = "decided", at = town.Clock.GetUtcNow().AddMinutes(-5) } },
    };

    private async Task<int> RateAsync(Town town, int cases)
    {
        var texts = Citizens.Texts(data, most: 500);
        var ratings = Enumerable.Range(0, Ratings).Select(i => (Case: i * (cases / Ratings), Level: Level(), Text: texts[i % texts.Count])).ToList();
        negatives = ratings.Count(r => r.Level <= 2);
        await Parallel.ForEachAsync(ratings, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (rating, _) =>
        {
            var channel = rating.Case % 3 == 0 ? "window_device" : "sms";
            var link = await town.Client.GetAsync(new Uri($"/api/v1/tasks?source=bench&caseNumber={Number(rating.Case)}&channel={channel}", UriKind.Relative), CancellationToken.None);
            var token = (await ReadAsync(link)).GetProperty("token").GetString();
            var proof = channel == "sms" ? (await PostAsync(town.Citizen, $"/api/v1/tasks/{token}/proof", new { certificate = Certificate(rating.Case)[^6..] })).GetProperty("proof").GetString() : null;
            await PostAsync(town.Citizen, $"/api/v1/tasks/{token}/evaluation", new { level = rating.Level, text = rating.Text, proof });
        });
        return Ratings;
    }

    private async Task<int> CloseOrdersAsync(Town town)
    {
        using var handler = await DeskAsync(town, "handler", Role.Handler);
        using var authority = await DeskAsync(town, "authority", Role.Supervisor);
        var ids = new List<string>();
        for (var page = 1; ids.Count < negatives; page++)
        {
            var found = (await authority.GetAsync($"/api/v1/orders?page={page}", CancellationToken.None)).GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetString()!).ToList();
            ids.AddRange(found);
            if (found.Count == 0)
            {
                break;
            }
        }

        var acts = 0;
        foreach (var id in ids)
        {
            for (var moved = true; moved;)
            {
                moved = false;
                foreach (var desk in new[] { authority, handler })
                {
                    var possible = (await desk.GetAsync($"/api/v1/orders/{id}", CancellationToken.None)).GetProperty("possible").EnumerateArray().Select(a => a.GetString()).ToHashSet();
                    foreach (var (act, body) in CityOrders.Next(possible, 0, isLate: false))
                    {
                        moved |= await desk.SendAsync($"/api/v1/orders/{id}/{act}", body, CancellationToken.None) is not null;
                        acts++;
                    }
                }
            }
        }

        return acts;
    }

    private static async Task PublishAsync(Town town)
    {
        town.Clock.SetNow("2026-11-02T09:00");
        using var publisher = await DeskAsync(town, "publisher", Role.Publisher);
        await publisher.FillAsync("/console/issues/draft?from=2026-10-01&to=2026-10-31", "publish", [], CancellationToken.None);
    }

    // What came in must be what was counted: nothing lost, nothing doubled.
    private async Task CompareAsync(Town town)
    {
        var facts = await town.LookAsync(db => db.Journal.GroupBy(e => e.Type).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        (string Fact, int Expected)[] expected =
        [
            ("case-reported@1", Cases), ("service-completed@1", Cases), ("invitation-issued@1", Cases), ("evaluation-submitted@1", Ratings),
            ("evaluation-defaulted@1", Cases - Ratings), ("order-opened@1", negatives), ("order-closed@1", negatives), ("issue-published@1", 1),
        ];
        foreach (var (fact, count) in expected)
        {
            report.Expect(fact, facts.GetValueOrDefault(fact), count);
        }

        Report.Say($"     all facts: {facts.Values.Sum():N0}");
    }

    private static async Task<Visitor> DeskAsync(Town town, string name, Role role)
    {
        var account = new CityAccount(name, "演示人员", role, "jiao-hao-ji-2026-Ab");
        await using var scope = town.Services.CreateAsyncScope();
        _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new(name, account.DisplayName, [role], [], ["*"], account.Password), Actor.House, CancellationToken.None)).Value;
        var desk = new Visitor(town.Address);
        await desk.SignInAsync(account.Name, account.Password, CancellationToken.None);
        return desk;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var content = System.Net.Http.Json.JsonContent.Create(body);
        return await ReadAsync(await client.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? JsonDocument.Parse(text).RootElement
                : throw new InvalidOperationException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath.Split('/')[3]}: {(int)answer.StatusCode} {text}");
        }
    }

    private static string Number(int i) => $"2026-{i:D6}";

    private static string Certificate(int i) => $"00000019000101{i:D4}";

    private int Level()
    {
        var throwing = dice.Next(100);
        for (var i = 0; ; i++)
        {
            if ((throwing -= Shares[i]) < 0)
            {
                return 5 - i;
            }
        }
    }
}
