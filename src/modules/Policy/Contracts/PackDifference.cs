namespace Haochaping.Policy.Contracts;

/// <summary>规则对照 — one key on which two packs differ.</summary>
/// <param name="Key">Dotted key.</param>
/// <param name="Label">Chinese name of the key.</param>
/// <param name="Left">The first pack's value.</param>
/// <param name="Right">The second pack's value.</param>
public sealed record PackDifference(string Key, string Label, PackValue Left, PackValue Right)
{
    /// <summary>Every key whose value differs, in the order of the schema; equal values on different authority are no difference.</summary>
    public static IReadOnlyList<PackDifference> Between(RulePack left, RulePack right) =>
        [.. left.Values.Zip(right.Values).Where(v => v.First.Raw != v.Second.Raw).Select(v => new PackDifference(v.First.Key, v.First.Label, v.First, v.Second))];
}
