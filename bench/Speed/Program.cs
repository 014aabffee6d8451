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
        var people = args.Select(a => int.TryParse(a, out var number) ? number : 0).Append(0).Max() is > 0 and var given ? given : 1_000_000;
        foreach (var store in Enum.GetValues<TownStore>().Where(s => Chosen(Enum.GetNames<TownStore>(), s.ToString())))
        {
            string[] scenarios = ["submit", "expire"];
            if (Chosen(scenarios, "submit"))
            {
                await new Submit(store, report, rounds: 3, perRound: 20_000, alone: args.Contains("alone")).RunAsync();
            }

            if (Chosen(scenarios, "expire"))
            {
                await new Expire(store, report, people).RunAsync();
            }
        }

        await report.EndAsync(Path.GetFullPath("speed.json"));
        return 0;
}

// Where none of the names is given, all are meant.
bool Chosen(string[] names, string name) => args.Contains(name, StringComparer.OrdinalIgnoreCase) || !names.Any(n => args.Contains(n, StringComparer.OrdinalIgnoreCase));
