using System.Text.RegularExpressions;

namespace Haochaping.Tests.House;

/// <summary>Which module may refer to which. The order stands in one place, docs/architecture.md, for people and for this rule.</summary>
internal sealed partial record River(IReadOnlyList<string> Ground, IReadOnlyList<string> Stream)
{
    /// <summary>Reads the two lines <c>ground: A, B</c> and <c>river: C → D</c>.</summary>
    public static River Parse(string architecture) => new(
        GroundLine().Match(architecture).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        RiverLine().Match(architecture).Groups[1].Value.Split('→', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Every reference that flows the wrong way, every module without a place, every circle.</summary>
    public IReadOnlyList<string> Complaints(IReadOnlyDictionary<string, IReadOnlyList<string>> references) =>
    [
        .. references.Keys.Where(m => Place(m) is null).Select(m => $"{m} has no place in docs/architecture.md"),
        .. from pair in references
           from upstream in pair.Value
           where !MayRefer(pair.Key, upstream)
           select $"{pair.Key} must not refer to {upstream}",
        .. Circles(references),
    ];

    /// <summary>What an assembly really uses beyond what its project file names: transitive references are a door left open.</summary>
    public static IReadOnlyList<string> Undeclared(string module, IEnumerable<string> used, IReadOnlyList<string> declared) =>
        [.. used.Except(declared).Except(["Kernel", "Ui", module]).Select(u => $"{module} uses {u} without naming it")];

    private bool MayRefer(string from, string to) => (Place(from), Place(to)) switch
    {
        (0, 0) => from != to, // ground among itself: any order without a circle
        ({ } downstream, { } upstream) => upstream < downstream,
        _ => false,
    };

    // 0 is the ground, the river counts from 1
    private int? Place(string module) =>
        Ground.Contains(module) ? 0 : Stream.Index().Where(s => s.Item == module).Select(s => (int?)s.Index + 1).SingleOrDefault();

    private static IEnumerable<string> Circles(IReadOnlyDictionary<string, IReadOnlyList<string>> references)
    {
        var left = references.ToDictionary(r => r.Key, r => r.Value.Where(references.ContainsKey).ToHashSet());
        while (left.FirstOrDefault(r => r.Value.Count == 0).Key is { } done)
        {
            left.Remove(done);
            foreach (var waiting in left.Values)
            {
                waiting.Remove(done);
            }
        }

        return left.Count == 0 ? [] : [$"A circle: {string.Join(", ", left.Keys.Order(StringComparer.Ordinal))}"];
    }

    [GeneratedRegex(@"^ground: (.+)$", RegexOptions.Multiline)]
    private static partial Regex GroundLine();

    [GeneratedRegex(@"^river: (.+)$", RegexOptions.Multiline)]
    private static partial Regex RiverLine();
}
