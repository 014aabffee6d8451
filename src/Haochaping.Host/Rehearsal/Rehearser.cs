using System.Diagnostics;
using System.Text;
using Haochaping.Host.Scratch;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>制度演练 — plays scenarios, each in a throw-away house with a clock of its own, and says what was as expected and what was not.</summary>
/// <param name="rules">Where the rule packs come from.</param>
/// <param name="store">What every house starts from.</param>
/// <param name="folder">Where the houses stand while they stand.</param>
internal sealed class Rehearser(RuleSource rules, ScratchStore store, string folder)
{
    private static readonly DateTimeOffset Opening = new(2019, 1, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private int houses;

    /// <summary>Plays one file by the rules there are.</summary>
    public Task<Outcome> PlayAsync(string file, string text, CancellationToken cancel) => PlayAsync(file, text, null, cancel);

    /// <summary>Plays one file, with a draft in the place of one pack where there is one. A crooked file is an outcome too; only a bug throws.</summary>
    public async Task<Outcome> PlayAsync(string file, string text, Understudy? draft, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var findings = new Findings(file);
        if (ScriptReader.Read(file, text, findings) is not { } script)
        {
            return Outcome.Crooked(file, file, findings.All);
        }

        var own = Path.Combine(folder, $"house-{Interlocked.Increment(ref houses)}");
        try
        {
            return await PlayAsync(script, findings, own, draft, cancel) with { Seconds = watch.Elapsed.TotalSeconds };
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    private async Task<Outcome> PlayAsync(Script script, Findings findings, string own, Understudy? draft, CancellationToken cancel)
    {
        var policy = Directory.CreateDirectory(Path.Combine(own, "policy")).FullName;
        var settings = rules.CopyTo(policy, script, findings, draft);
        var copy = await store.CopyAsync(Directory.CreateDirectory(Path.Combine(own, "data")).FullName, cancel);
        var clock = new HandClock(script.Scenes.Count > 0 && script.Scenes[0].At > Opening ? script.Scenes[0].At : Opening);
        var app = ScratchHouse.Build(clock, [.. settings, .. copy, .. House(script)]);
        await using var stage = await OpenAsync(app, clock, script, findings, cancel);
        if (stage is null)
        {
            return Outcome.Crooked(script.File, script.Title, findings.All);
        }

        var lines = await new Playing(stage).RunAsync(script.Scenes, cancel);
        var packs = app.Services.GetRequiredService<IRulePacks>();
        var ruling = script.Packs.Select(p => packs.For(p.Region, stage.Now.BusinessDate())).ToList();
        return new Outcome(
            script.File, script.Title, script.Proves, [.. ruling.Select(p => p.Ref.ToString()).Distinct()], [.. ruling.SelectMany(p => p.Banners).Select(b => b.Text).Distinct()], lines, [], 0);
    }

    // Everything that is wrong with the file is found before anything is played; then the house is closed again at once.
    private static async Task<Stage?> OpenAsync(WebApplication app, HandClock clock, Script script, Findings findings, CancellationToken cancel)
    {
        if (!(await app.Services.GetRequiredService<IRulePacks>().ReloadAsync(cancel)).Is(out _, out var refusal))
        {
            RuleSource.Report(refusal, script, findings);
        }

        await PlantAsync(app.Services, script, findings, cancel);
        if (findings.All.Count > 0)
        {
            await ScratchHouse.StopAsync(app);
            return null;
        }

        await app.StartAsync(cancel);
        return new Stage(app, clock) { FirstPack = script.Packs[0].Pack };
    }

    private static async Task PlantAsync(IServiceProvider services, Script script, Findings findings, CancellationToken cancel)
    {
        foreach (var sheet in script.Catalogue)
        {
            await using var scope = services.CreateAsyncScope();
            var key = "catalogue." + sheet.Kind.ToString().ToLowerInvariant();
            var planted = await Planting.TryAsync(scope.ServiceProvider, sheet.Kind, new MemoryStream(Encoding.UTF8.GetBytes(sheet.Csv)), cancel);
            if (!planted.Is(out var rejected, out var refusal))
            {
                findings.Add(sheet.Lines[0], key, refusal.Code, string.Join("；", (refusal.Complaints ?? []).Select(c => c.Message).Prepend(refusal.Message)));
            }

            foreach (var cell in rejected ?? [])
            {
                findings.Add(sheet.Lines[Math.Clamp(cell.Line - 2, 0, sheet.Lines.Count - 1)], $"{key}.{cell.Column}", cell.Code, $"“{cell.Value}”：{cell.Reason}");
            }
        }
    }

    // Staff stay signed in from day to day, as the house counts days here in moments.
    private static Dictionary<string, string?> House(Script script)
    {
        var all = new Dictionary<string, string?>
        {
            ["Place:Name"] = "演练市", ["Place:Demo"] = "true", ["SignIn:IdleMinutes"] = "10000000", ["SignIn:LongestHours"] = "1000000", ["SignIn:FloorMilliseconds"] = "0",
        };
        if (script.Packs is [var only])
        {
            all["Publication:Region"] = only.Region;
        }

        foreach (var (role, code) in InventedCity.Desks.Concat(script.Desks))
        {
            all[$"WorkOrders:Desks:{role}"] = code;
        }

        return all;
    }
}
