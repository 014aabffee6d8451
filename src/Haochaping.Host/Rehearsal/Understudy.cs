namespace Haochaping.Host.Rehearsal;

/// <summary>
/// 替演 — a draft in the place of every running version of its pack. It stands for itself: what overlays confirm for the running version
/// is not confirmed for it. Scenarios play in the past, so its first day is moved there.
/// </summary>
/// <param name="Pack">Id of the pack.</param>
/// <param name="Draft">The draft's YAML.</param>
internal sealed record Understudy(string Pack, string Draft)
{
    private const string FirstDay = "\"2019-01-01\"";

    /// <summary>Whether what an overlay confirms still holds beside it.</summary>
    public bool Leaves(string overlay, string target) =>
        RuleSource.ScalarIn(overlay, "overlay", "for") is not { } of || (of != Pack && File.Exists(Path.Combine(target, "packs", of + ".yaml")));

    /// <summary>Puts it into a copied policy folder; returns the overlay that moves its first day.</summary>
    public string Replace(string target)
    {
        var packs = Path.Combine(target, "packs");
        foreach (var running in Directory.EnumerateFiles(packs, "*.yaml").Where(f => RuleSource.ScalarIn(f, "pack", "id") == Pack).ToList())
        {
            File.Delete(running);
        }

        File.WriteAllText(Path.Combine(packs, Pack + ".yaml"), Draft);
        var overlay = Path.Combine(target, $"draft-{Pack}.yaml");
        File.WriteAllText(overlay, FlowYaml.Overlay(Pack, new DateOnly(2019, 1, 1), [new Assumption(Pack, "pack.effective_from", FirstDay, 0)]));
        return overlay;
    }
}
