using System.Globalization;
using System.Text.Json;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Speed.Load;
using Haochaping.Testing;
using Npgsql;

namespace Haochaping.Speed.Scenarios;

/// <summary>提交 — ratings as fast as 64 connections bring them, then at the rate that the bare contender reaches at most.</summary>
internal sealed class Submit(TownStore store, Report report, int rounds, int perRound, bool alone)
{
    private const int Connections = 64;
    private const int WarmUp = 60_000; // until the compiler has seen enough: the house is larger than its contenders
    private const int OpenSeconds = 10;

    private readonly string folder = Directory.CreateTempSubdirectory("haochaping-speed-").FullName;
    private readonly Dictionary<string, int> used = [];

    private string Paths => Path.Combine(folder, "paths");

    public async Task RunAsync()
    {
        report.Title($"1 · submit a rating, {store}, {Connections} connections");
        await using var place = await Place.OpenAsync(store);
        await place.PeopleAsync(WarmUp + (perRound * rounds) + (OpenSeconds * 8_000), Paths);
        await File.WriteAllLinesAsync(Path.Combine(folder, "bodies"), Bodies());
        await place.LeaveAsync();
        var (house, address) = await place.ServeAsync();
        await using var ending = house;
        var atRest = house.Resident();
        await LoadAsync("house", address, WarmUp);
        await Backlog.LearnAsync(store, place.Settings);

        if (alone)
        {
            for (var round = 0; round < rounds; round++)
            {
                var outcome = await LoadAsync("house", address, perRound);
                report.Line($"round {round + 1}  house  {outcome.PerSecond,8:N0}/s  p50 {outcome.P50,6:0.0}  p99 {outcome.P99,7:0.0} ms  pid {house.Id}");
            }

            return;
        }

        var (bare, bareAddress) = await PlainAsync("bare", place.Settings);
        await using var endBare = bare;
        var (limit, limitAddress) = await PlainAsync("limit", place.Settings);
        await using var endLimit = limit;
        (string Name, string Address, Child Child)[] contenders = [("bare", bareAddress, bare), ("limit", limitAddress, limit), ("house", address, house)];
        foreach (var (name, where, _) in contenders[..2])
        {
            await LoadAsync(name, where, WarmUp);
        }

        var most = contenders.ToDictionary(c => c.Name, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, where, child) in contenders.Skip(round % 3).Concat(contenders.Take(round % 3)))
            {
                var (program, database) = (child.Processor, await Processor.OfDatabaseAsync(store, place.Settings));
                var outcome = await LoadAsync(name, where, perRound);
                (program, database) = ((child.Processor - program) * 1e6 / perRound, (await Processor.OfDatabaseAsync(store, place.Settings) - database) * 1e6 / perRound);
                most[name].Add(outcome.PerSecond);
                report.Line($"round {round + 1}  {name,-6} {outcome.PerSecond,8:N0}/s  p50 {outcome.P50,6:0.0}  p99 {outcome.P99,7:0.0} ms  processor per rating: program {program:0} µs, database {database:0} µs");
            }

            await DrainAsync(place.Settings);
        }

        var medians = most.ToDictionary(m => m.Key, m => Report.Median(m.Value));
        report.Row($"submit {store}, per second", [("bare", medians["bare"]), ("limit", medians["limit"]), ("house", medians["house"])]);
        report.Ratio($"house / bare ({store})", medians["house"] / medians["bare"], store == TownStore.Postgres ? 2.0 : 1.5, store == TownStore.Postgres ? 1.5 : 1.5);
        report.Ratio($"house / limit ({store})", medians["house"] / medians["limit"], 0.65, 0.5);

        foreach (var (name, where, _) in new[] { contenders[0], contenders[2] })
        {
            var outcome = await LoadAsync(name, where, (int)(medians["bare"] * OpenSeconds), medians["bare"]);
            report.Line($"open loop at {medians["bare"]:N0}/s  {name,-6} answered {outcome.PerSecond,8:N0}/s  p50 {outcome.P50,6:0.0}  p95 {outcome.P95,6:0.0}  p99 {outcome.P99,7:0.0}  max {outcome.Max,7:0.0} ms");
            report.Value($"p99 at bare's maximum rate, {name} ({store}), ms", outcome.P99);
            await DrainAsync(place.Settings);
        }

        var steady = await LoadAsync("house", address, 500 * OpenSeconds, 500);
        report.Line($"open loop at 500/s  house  p50 {steady.P50:0.0}  p95 {steady.P95:0.0}  p99 {steady.P99:0.0}  max {steady.Max:0.0} ms");
        report.Value($"p99 at 500/s ({store}), ms", steady.P99);
        report.Value($"memory at rest ({store}), MB", atRest / 1048576.0);
        report.Value($"memory at 500/s ({store}), MB", house.Resident() / 1048576.0);
        report.Value($"memory at its highest ({store}), MB", house.Resident(peak: true) / 1048576.0);
    }

    private static IEnumerable<string> Bodies() => Enumerable.Range(0, 100).Select(i => JsonSerializer.Serialize(i switch
    {
        0 => new { level = 1, text = "等了很久，窗口没有人解释原因", tags = Array.Empty<string>() },
        < 10 => new { level = 3, text = i % 2 == 0 ? "流程还可以再简化一些" : null!, tags = Array.Empty<string>() },
        < 40 => new { level = 4, text = i % 8 == 0 ? "整体不错" : null!, tags = Array.Empty<string>() },
        _ => new { level = 5, text = i % 10 == 0 ? "工作人员很耐心，谢谢" : null!, tags = Array.Empty<string>() },
    }));

    // Each contender's requests are used once; the plain ones may take the same paths, they do not look at them.
    private async Task<Outcome> LoadAsync(string name, string address, int count, double rate = 0)
    {
        var first = name == "house" ? used.GetValueOrDefault(name) : 0;
        used[name] = first + count;
        var plan = new Plan(address, Paths, Path.Combine(folder, "bodies"), first, count, rate > 0 ? Connections * 2 : Connections, rate);
        var said = await Child.RunAsync(new Dictionary<string, string?>(), typeof(Submit).Assembly.Location, "load", JsonSerializer.Serialize(plan));
        var outcome = JsonSerializer.Deserialize<Outcome>(said, Report.Json)!;
        if (outcome.Refused.Count > 0)
        {
            report.Line($"  {name} refused: {string.Join(", ", outcome.Refused.Select(r => $"{r.Value}× {r.Key}"))}");
        }

        return outcome;
    }

    private async Task<(Child Child, string Address)> PlainAsync(string kind, IReadOnlyDictionary<string, string?> settings)
    {
        var connection = store == TownStore.Postgres ? settings["Database:ConnectionString"]! : $"{settings["HAOCHAPING_DATA"]}/haochaping.db|{folder}/{kind}.db";
        var (child, line) = await Child.StartAsync(
            new Dictionary<string, string?>(), l => l.StartsWith("listening ", StringComparison.Ordinal),
            typeof(Submit).Assembly.Location, "contender", kind, store == TownStore.Postgres ? "postgres" : "sqlite", connection);
        return (child, line["listening ".Length..]);
    }

    // Until everything is sealed and followed: what one contender left behind must not be the next one's burden.
    private async Task DrainAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (await Backlog.OfAsync(store, settings) is > 0)
        {
            await Task.Delay(200);
        }

        report.Line($"         drained after {System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }
}
