using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Haochaping.Speed;

/// <summary>What was measured, as it is measured, and at the end as one table and as JSON.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly TextWriter console = Console.Out;
    private readonly List<(string What, double Value, string Wanted)> lines = [];

    public static JsonSerializerOptions Json { get; } = new(Indented) { WriteIndented = false };

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public void Title(string title) => console.WriteLine($"\n== {title}");

    public void Line(string line) => console.WriteLine(line);

    public void Row(string what, IReadOnlyList<(string Name, double Value)> values)
    {
        foreach (var (name, value) in values)
        {
            Value($"{what}: {name}", value);
        }
    }

    public void Value(string what, double value, string wanted = "") => lines.Add((what, value, wanted));

    /// <summary>A ratio and what it should be: the aim, and the floor below which the run says so.</summary>
    public void Ratio(string what, double value, double aim, double floor) =>
        Value(what, value, $"≥ {floor.ToString(CultureInfo.InvariantCulture)}, aim {aim.ToString(CultureInfo.InvariantCulture)}{(value < floor ? " — BELOW" : value < aim ? "" : " ✓")}");

    /// <summary>A ratio that should stay below a bound.</summary>
    public void AtMost(string what, double value, double bound) =>
        Value(what, value, $"≤ {bound.ToString(CultureInfo.InvariantCulture)}{(value > bound ? " — ABOVE" : " ✓")}");

    public async Task EndAsync(string file)
    {
        var machine = new
        {
            at = DateTimeOffset.UtcNow,
            processors = Environment.ProcessorCount,
            processor = (await File.ReadAllLinesAsync("/proc/cpuinfo")).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim(),
            memoryMb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1048576,
            runtime = Environment.Version.ToString(),
            load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0],
        };
        console.WriteLine($"\n{machine.processors} × {machine.processor}, {machine.memoryMb:N0} MB, .NET {machine.runtime}, load {machine.load}\n");
        var width = lines.Select(l => l.What.Length).DefaultIfEmpty().Max();
        foreach (var (what, value, wanted) in lines)
        {
            console.WriteLine($"{what.PadRight(width)}  {value,14:N2}  {wanted}");
        }

        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { machine, results = lines.Select(l => new { l.What, l.Value, l.Wanted }) }, Indented));
        console.WriteLine($"\n{file}");
    }
}
