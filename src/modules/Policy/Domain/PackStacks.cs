namespace Haochaping.Policy.Domain;

/// <summary>层叠 — which files make which pack: its overlays, the place, what it inherits from, ND at the bottom; topmost first.</summary>
internal static class PackStacks
{
    /// <summary>One stack per pack file, ND first; empty when there is no ND to stand on.</summary>
    public static List<IReadOnlyList<Layer>> Of(RuleFiles files, Complaints complaints)
    {
        var packs = files.Packs.Select(f => YamlTree.Parse(f, complaints)).OfType<YamlTree>().ToList();
        var overlays = Overlays(files.Overlays, packs, complaints);
        if (packs.Find(p => p.Text("pack.id") == RuleSetLoader.National) is not { } national)
        {
            complaints.Add("packs", null, RuleSetLoader.National, "missing-pack", "缺少国家默认包 ND");
            return [];
        }

        List<Layer> With(YamlTree tree) =>
            [.. overlays.Where(o => o.Signature!.For == Stem(tree)), new Layer(tree == national ? LayerKind.National : LayerKind.Place, tree)];
        return
        [
            With(national),
            .. packs.Where(p => p != national).Select(p => (IReadOnlyList<Layer>)[.. Ancestry(p, packs, national, complaints).SelectMany(With)]),
        ];
    }

    /// <summary>A pack and what it inherits from, ND last. A parent is named by its file, because an id may have several versions.</summary>
    private static List<YamlTree> Ancestry(YamlTree pack, List<YamlTree> packs, YamlTree national, Complaints complaints)
    {
        var line = new List<YamlTree>();
        for (var at = pack; at != national;)
        {
            line.Add(at);
            var parent = at.Text("pack.inherits") ?? RuleSetLoader.National;
            var next = parent == RuleSetLoader.National ? national : packs.Find(p => Stem(p) == parent);
            if (next is null || line.Contains(next))
            {
                var (code, message) = next is null
                    ? ("unknown-pack", $"没有规则包文件“{parent}”；可用：{string.Join("、", packs.Select(Stem))}")
                    : ("cyclic-inheritance", $"继承成环：{string.Join(" → ", line.Append(next).Select(Stem))}");
                complaints.Add(at.Name, at.Find("pack.inherits"), "pack.inherits", code, message);
                break;
            }

            at = next;
        }

        return [.. line, national];
    }

    private static List<Layer> Overlays(IReadOnlyList<SourceText> files, List<YamlTree> packs, Complaints complaints)
    {
        var signed = files
            .Select(f => YamlTree.Parse(f, complaints)).OfType<YamlTree>()
            .Select(t => (Tree: t, Signature: Signature.Read(t, complaints)))
            .Where(o => o.Signature is not null)
            .Select(o => new Layer(LayerKind.Overlay, o.Tree, o.Signature)).Reverse().ToList();
        foreach (var stray in signed.Where(o => !packs.Exists(p => Stem(p) == o.Signature!.For)))
        {
            complaints.Add(stray.Tree.Name, stray.Tree.Find("overlay.for"), "overlay.for", "unknown-pack",
                $"没有规则包文件“{stray.Signature!.For}”；可用：{string.Join("、", packs.Select(Stem))}");
        }

        return signed;
    }

    private static string Stem(YamlTree tree) => Path.GetFileNameWithoutExtension(tree.Name);
}
