using System.Text.Json;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>A pack, the stack of files it came from and the keys it was asked for.</summary>
internal sealed record CompiledPack(RulePack Pack, IReadOnlyList<Layer> Layers, IReadOnlyList<(string Key, Shape Shape)> Schema)
{
    private sealed record Sheet(LayerKind Kind, string Name, string Text);

    /// <summary>The stack as text, for the archive.</summary>
    public string Archived() =>
        JsonSerializer.Serialize(Layers.Select(l => new Sheet(l.Kind, l.Tree.Name, l.Tree.Source.Text)), Kernel.Facts.FactJson.Options);

    /// <summary>
    /// An archived stack as the pack it was. Keys the program learned since then come from today's ND, keys it forgot are
    /// passed over; the reference stays the old one, because that is what rows hold.
    /// </summary>
    public static RulePack Restore(PackRef reference, string archived, RuleSet today) => RestoreCompiled(reference, archived, today).Pack;

    /// <summary>The same with its files.</summary>
    public static CompiledPack RestoreCompiled(PackRef reference, string archived, RuleSet today)
    {
        var complaints = new Complaints();
        var sheets = JsonSerializer.Deserialize<List<Sheet>>(archived, Kernel.Facts.FactJson.Options)!;
        IReadOnlyList<Layer> layers = [.. sheets.Select(s => ToLayer(s, complaints)), .. today.National.Layers];
        var reader = new PackReader(layers, today.Labels, complaints);
        var pack = PackCompiler.Compile(reader, layers, complaints);
        return complaints.Count == 0
            ? new CompiledPack(pack with { Ref = reference }, layers, reader.Asked)
            : throw new InvalidDataException($"Archived pack {reference}: {string.Join("; ", complaints.All.Select(c => $"{c.Field} {c.Code}"))}");
    }

    private static Layer ToLayer(Sheet sheet, Complaints complaints)
    {
        var tree = YamlTree.Parse(new SourceText(sheet.Name, sheet.Text), complaints)!;
        return new Layer(sheet.Kind, tree, sheet.Kind == LayerKind.Overlay ? Signature.Read(tree, complaints) : null);
    }
}
