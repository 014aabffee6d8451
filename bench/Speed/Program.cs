using System.Text.Json;
using Haochaping.Speed;
using Haochaping.Speed.Contenders;
using Haochaping.Speed.Load;
using Haochaping.Speed.Scenarios;
using Haochaping.Testing;

// bench/README.md says how to run it and how to read it.
switch (args)
{
    case ["load", var plan]:
        Console.WriteLine(JsonSerializer.Serialize(await new Generator(JsonSerializer.Deserialize<Plan>(plan)!).RunAsync(), Report.Json));
        return 0;
    case ["contender", var kind, var store, var connection]:
        await Plain.ServeAsync(kind, store, connection);
        return 0;
    default:
        var report = new Report();
        foreach (var store in Enum.GetValues<TownStore>().Where(s => !args.Any(a => Enum.TryParse<TownStore>(a, ignoreCase: true, out _)) || args.Contains(s.ToString(), StringComparer.OrdinalIgnoreCase)))
        {
            await new Submit(store, report, rounds: 3, perRound: 20_000, alone: args.Contains("alone")).RunAsync();
        }

        await report.EndAsync(Path.GetFullPath("speed.json"));
        return 0;
}
