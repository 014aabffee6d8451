using Haochaping.Policy.Contracts;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>读包 — reads typed values through the stack and remembers every key it was asked for: that is the schema.</summary>
internal sealed class PackReader(IReadOnlyList<Layer> layers, Labels labels, Complaints complaints)
{
    private readonly List<PackValue> values = [];
    private readonly List<(string Key, Shape Shape)> asked = [];

    public IReadOnlyList<PackValue> Values => values;

    public IReadOnlyList<(string Key, Shape Shape)> Asked => asked;

    public bool Flag(string key) => Read(key, Kinds.Flag);

    public int Number(string key, int min, int max) => Read(key, Kinds.Number(min, max));

    public int Share(string key) => Read(key, Kinds.Share);

    public Level Level(string key) => Read(key, Kinds.Level);

    public IReadOnlyList<Level> Levels(string key) => Read(key, Kinds.Level.List());

    public IReadOnlyList<string> Texts(string key) => Read(key, Kinds.Text.List());

    public Term Term(string key) => Read(key, Kinds.Term(labels));

    public IReadOnlyList<Term> Terms(string key) => Read(key, Kinds.Term(labels).List());

    public Duration Duration(string key) => Read(key, ObjectKinds.Duration);

    public TCode Code<TCode>(string key)
        where TCode : struct, Enum => Read(key, Kinds.Code<TCode>(labels));

    public IReadOnlyList<TCode> Codes<TCode>(string key)
        where TCode : struct, Enum => Read(key, Kinds.Code<TCode>(labels).List());

    public Named<TCode> Named<TCode>(string key)
        where TCode : struct, Enum => Read(key, Kinds.Named<TCode>(labels));

    public IReadOnlyList<Named<TCode>> NamedList<TCode>(string key)
        where TCode : struct, Enum => Read(key, Kinds.Named<TCode>(labels).List());

    public T Read<T>(string key, Kind<T> kind)
    {
        asked.Add((key, kind.Shape));
        if (layers.FirstOrDefault(l => l.Tree.Find(key) is not null) is not { } layer)
        {
            complaints.Add(layers[^1].Tree.Name, null, key, "missing-key", "国家默认包须设定每一项");
            return kind.Fallback;
        }

        var node = layer.Tree.Find(key)!;
        var before = complaints.Count;
        var value = kind.Read(node, (where, code, message) => complaints.Add(layer.Tree.Name, where, key, code, message));
        values.Add(Shown(key, complaints.Count == before ? kind.Show(value) : "", node, layer));
        return value;
    }

    private PackValue Shown(string key, string text, YamlNode node, Layer layer)
    {
        var basis = Basis(key, node, layer);
        if (labels.Key(key) is null)
        {
            complaints.Add("labels.zh.yaml", null, key, "label-missing", "用语表 keys 中缺少这一项的中文名");
        }

        return new PackValue(key, labels.Key(key) ?? key, text, YamlTree.Canonical(node), basis.Origin, basis.Cites, basis.Note) { Reading = ReadingOf(key) };
    }

    /// <summary>A confirmed value still answers the doubt of the document it completes.</summary>
    private Reading? ReadingOf(string key) =>
        layers.FirstOrDefault(l => l.Kind != LayerKind.Overlay && l.Tree.Find(key) is not null) is { } document ? Readings.Of(document.Tree, key) : null;

    private Cites.Basis Basis(string key, YamlNode node, Layer layer)
    {
        if (layer.Signature is { } signed)
        {
            return new Cites.Basis(Origin.LocalConfirmation, [signed.Cite], null);
        }

        var none = new Cites.Basis(Origin.Default, [], null);
        if (CiteOf(layer.Tree, key) is not { } cite)
        {
            complaints.Add(layer.Tree.Name, node, key, "cite-missing", "cites 中缺少这一项的依据");
            return none;
        }

        var (basis, problem) = Cites.Parse(cite.Value, labels, layer.Kind == LayerKind.National);
        if (problem is not null)
        {
            complaints.Add(layer.Tree.Name, cite.Node, $"cites.{key}", "bad-cite", problem);
        }

        return basis ?? none;
    }

    /// <summary>Keys of <c>cites</c> hold dots, so they are looked up as they stand, not as paths.</summary>
    private static (string Value, YamlNode Node)? CiteOf(YamlTree tree, string key) =>
        tree.Find("cites") is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var node)
            ? ((node as YamlScalarNode)?.Value ?? "", node)
            : null;
}
