using System.Globalization;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>层级 — what a file is in the stack that makes a pack.</summary>
internal enum LayerKind
{
    /// <summary>国家默认 — the bottom of every stack.</summary>
    National,

    /// <summary>地方包 — the place's own document.</summary>
    Place,

    /// <summary>本地确认 — an administrator's signed overlay.</summary>
    Overlay,
}

/// <summary>One file of a stack; the topmost file that sets a key decides it.</summary>
internal sealed record Layer(LayerKind Kind, YamlTree Tree, Signature? Signature = null);

/// <summary>签署 — who confirmed an overlay, when and on what basis.</summary>
internal sealed record Signature(string For, string By, DateOnly On, string Basis, bool Demo)
{
    public Citation Cite => new("", $"本地确认（{By}，{Basis}）");

    /// <summary>Reads an overlay's header; every part but <c>demo</c> is mandatory, for a confirmation nobody signed is none.</summary>
    public static Signature? Read(YamlTree tree, Complaints complaints)
    {
        var parts = ((string[])["for", "by", "on", "basis"]).Select(p => (Name: p, Text: tree.Text($"overlay.{p}"))).ToList();
        foreach (var (name, _) in parts.Where(p => string.IsNullOrWhiteSpace(p.Text)))
        {
            complaints.Add(tree.Name, tree.Find("overlay"), $"overlay.{name}", "unsigned", "本地确认文件须写明 for、by、on、basis");
        }

        if (parts.Any(p => string.IsNullOrWhiteSpace(p.Text)))
        {
            return null;
        }

        if (!DateOnly.TryParseExact(parts[2].Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            complaints.Add(tree.Name, tree.Find("overlay.on"), "overlay.on", "bad-date", "日期须写成 2026-01-31");
            return null;
        }

        return new Signature(parts[0].Text!, parts[1].Text!, on, parts[3].Text!, tree.Text("overlay.demo") == "true");
    }
}
