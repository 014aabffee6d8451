using Shouldly;
using Xunit;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;

namespace Haochaping.Tests.Policy;

/// <summary>The policy folder as it ships, and ways to damage it.</summary>
internal static class Shipped
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policy");

    public static readonly RuleFiles Files = new(
        Text("labels.zh.yaml"),
        All("packs", "*.yaml"),
        [Text("overlays/demo-JX.yaml"), Text("overlays/demo-SZ.yaml")],
        All("calendar", "*.json"),
        new Dictionary<string, string> { ["36"] = "JX", ["4403"] = "SZ" },
        "ND");

    public static readonly RuleSet Set = RuleSetLoader.Load(Files).Is(out var set, out var refusal)
        ? set
        : throw new InvalidDataException(string.Join('\n', refusal.Complaints!.Select(c => $"{c.Field} {c.Code} {c.Message}")));

    public static readonly Deadlines Deadlines = new(Set.Calendar);

    public static RulePack Pack(string id) => Set.Find(id, new DateOnly(2020, 9, 28))!;

    public static SourceText Text(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name)));

    public static RuleFiles With(this RuleFiles files, string pack, string from, string to) => files with
    {
        Packs = [.. files.Packs.Select(p => p.Name.EndsWith($"{pack}.yaml", StringComparison.Ordinal) ? p with { Text = Replaced(p.Text, from, to) } : p)],
    };

    public static IReadOnlyList<Complaint> Complaints(this RuleFiles files)
    {
        RuleSetLoader.Load(files).Is(out _, out var refusal).ShouldBeFalse();
        return refusal!.Complaints!;
    }

    private static List<SourceText> All(string part, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, part), pattern).Order(StringComparer.Ordinal).Select(f => Text($"{part}/{Path.GetFileName(f)}"))];

    private static string Replaced(string text, string from, string to)
    {
        text.ShouldContain(from);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
