using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Testing;

namespace Haochaping.Tests.Policy;

/// <summary>
/// Which keys of a pack the other rooms read. A key is changed in ND; whatever typed members of the pack change with it are its members;
/// a room reads the key when its assembly refers to one of them, or computes a deadline by a clock whose length it is.
/// </summary>
internal static partial class KeyReaders
{
    private const string Contracts = "Haochaping.Policy.Contracts";

    // Members that other members are made of.
    private static readonly Dictionary<string, string> MadeOf = new()
    {
        ["FormRules.IsNegative"] = "FormRules.NegativeGrades",
        ["FormRules.IsPositive"] = "FormRules.PositiveGrades",
    };

    /// <summary>Keys → rooms (assembly names without “Haochaping.”) that read them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read()
    {
        var readers = Assemblies().SelectMany(a => Members(a).Select(m => (Member: MadeOf.GetValueOrDefault(m, m), Room: Path.GetFileNameWithoutExtension(a)["Haochaping.".Length..])))
            .Concat(Clocked())
            .ToLookup(r => r.Member, r => r.Room);
        return Shipped.Set.National.Schema.ToDictionary(
            k => k.Key,
            k => (IReadOnlyList<string>)[.. Changed(k.Key, k.Shape).SelectMany(m => readers[m]).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Keys that allow one value only: they state what always holds and cannot have an effect.</summary>
    public static IEnumerable<string> Constant() => Shipped.Set.National.Schema.Where(k => Another(k.Key, k.Shape) is null).Select(k => k.Key);

    /// <summary>Another legal value of a key, or null when there is none.</summary>
    private static string? Another(string key, Shape shape)
    {
        var raw = Shipped.Set.National.Pack.Value(key).Raw;
        return shape switch
        {
            { Type: "duration" } => raw.Contains("length: 2,", StringComparison.Ordinal) ? "{length: 1, unit: working_day}" : "{length: 2, unit: working_day}",
            { Type: "duration-or-window-end" } => "{length: 20, unit: natural_day}",
            { Type: "repeat-threshold" } => "{count: 7, days: 70}",
            { Type: "band" } => "[{name: 甲, min: 0}]",
            { IsList: true, Codes.Count: 0 } => "[测试]",
            { IsList: true } => raw == $"[{shape.Codes[0]}]" ? shape.Codes.Count > 1 ? $"[{shape.Codes[1]}]" : "[]" : $"[{shape.Codes[0]}]",
            { Type: "boolean" } => raw == "true" ? "false" : "true",
            { Type: "integer" } => key == "batch.orders_per_negative" ? null : raw == "2" ? "3" : "2",
            { Type: "number" } => raw == "0.5" ? "0.4" : "0.5",
            _ => shape.Codes.FirstOrDefault(c => c != raw),
        };
    }

    private static IEnumerable<string> Changed(string key, Shape shape)
    {
        if (Another(key, shape) is not { } value)
        {
            return [];
        }

        var other = Compile(key, value);
        var clocks = Clocks.All.Where(c => Shipped.Set.National.Pack.DurationOf(c) != other.DurationOf(c)).Select(c => $"Clock.{c}");
        var rolls = other.Window.RollIfLastDayOff != Shipped.Set.National.Pack.Window.RollIfLastDayOff ? [$"Clock.{Clock.EvaluationWindow}"] : Array.Empty<string>();
        return [.. Differences(Shipped.Set.National.Pack, other), .. clocks, .. rolls];
    }

    private static RulePack Compile(string key, string value)
    {
        var complaints = new Complaints();
        var path = key.Split('.');
        var over = string.Join(": {", path) + ": " + value + new string('}', path.Length - 1);
        var text = $"overlay: {{for: ND, by: 测试管理员, on: 2026-01-01, basis: 测试}}\n{over}\n";
        var tree = YamlTree.Parse(new SourceText("overlays/ND.yaml", text), complaints)!;
        IReadOnlyList<Layer> layers = [new(LayerKind.Overlay, tree, Signature.Read(tree, complaints)), .. Shipped.Set.National.Layers];
        var pack = PackCompiler.Compile(new PackReader(layers, Shipped.Set.Labels, complaints), layers, complaints);
        return complaints.Count == 0 ? pack : throw new InvalidDataException($"{key}={value}: {complaints.All[0].Message}");
    }

    private static IEnumerable<string> Differences(object before, object after) => before.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.Name is not ("Values" or "Ref" or "Confirmations" or "Banners"))
        .SelectMany(p => Differences(p, p.GetValue(before), p.GetValue(after)));

    private static IEnumerable<string> Differences(PropertyInfo property, object? before, object? after) =>
        JsonSerializer.Serialize(before) == JsonSerializer.Serialize(after) ? []
        : before is not null && property.PropertyType.Name.EndsWith("Rules", StringComparison.Ordinal) ? Differences(before, after!)
        : [$"{property.DeclaringType!.Name}.{property.Name}"];

    private static IEnumerable<string> Assemblies() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Haochaping.*.dll")
        .Append(Path.Combine(AppContext.BaseDirectory, "haochaping.dll")).Where(File.Exists)
        .Where(a => Path.GetFileNameWithoutExtension(a) is not ("Haochaping.Policy" or "Haochaping.Tests" or "Haochaping.Testing" or "haochaping"));

    /// <summary>Every member of the contracts an assembly refers to, as <c>WindowRules.Length</c>.</summary>
    private static IEnumerable<string> Members(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference))
        {
            var type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (reader.GetString(type.Namespace) == Contracts)
            {
                found.Add($"{reader.GetString(type.Name)}.{reader.GetString(member.Name).Replace("get_", "", StringComparison.Ordinal)}");
            }
        }

        return found;
    }

    // Enum members leave no trace in an assembly; a line that only names or sorts clocks (…=> …) computes nothing.
    private static IEnumerable<(string Member, string Room)> Clocked() =>
        from file in Repository.Files("src/modules", ".cs")
        let room = Path.GetRelativePath(Repository.Path("src/modules"), file).Split(Path.DirectorySeparatorChar)[0]
        where room != "Policy"
        from line in File.ReadLines(file)
        where !line.Contains("=>", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from Match clock in ClockName().Matches(line)
        select (clock.Value, room);

    [GeneratedRegex(@"\bClock\.(EvaluationWindow|Accept|FirstReply|RectifySimple|RectifyComplex|AbsoluteMax|Contact|ResultAudit|SatisfactionVisit|AppealFile|AppealDecide)\b")]
    private static partial Regex ClockName();
}
