using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain.Drafts;

/// <summary>字段类型 — what kind of input suits a key.</summary>
internal enum FieldKind
{
    /// <summary>单选: yes/no or one of a closed set.</summary>
    Choice,

    /// <summary>多选: a list from a closed set.</summary>
    Checks,

    /// <summary>逐行: an open list, or one whose entries may carry a local name.</summary>
    Lines,

    /// <summary>单行: one open text.</summary>
    Line,

    /// <summary>数值.</summary>
    Number,

    /// <summary>期限: number, unit, soft, and what passing it does.</summary>
    Length,

    /// <summary>结构: a map or a list of maps, as YAML.</summary>
    Raw,
}

/// <summary>填报内容 — what a form sent, by the name of the input.</summary>
internal sealed class Posted(Func<string, IReadOnlyList<string>> inputs)
{
    public IReadOnlyList<string> All(string name) => inputs(name);

    /// <summary>The first one, trimmed; empty where there is none.</summary>
    public string One(string name) => inputs(name) is [var first, ..] ? first.Trim() : "";

    /// <summary>The same on one line.</summary>
    public string Line(string name) => One(name).ReplaceLineEndings(" ");
}

/// <summary>字段 — one key of the editor: how it is asked, and how what was posted becomes a value. Judging is the loader's alone.</summary>
internal sealed record Field(string Key, Shape Shape)
{
    /// <summary>The box that says “the list is empty”, which is not the same as no answer.</summary>
    public const string EmptyList = "-";

    public const string WindowEnd = "window_end";

    public FieldKind Kind => Shape switch
    {
        { Type: "duration" or "duration-or-window-end" } => FieldKind.Length,
        { Type: "repeat-threshold" or "band" } => FieldKind.Raw,
        { IsList: true, MayName: false, Codes.Count: > 0 } => FieldKind.Checks,
        { IsList: true } => FieldKind.Lines,
        { Type: "boolean" } or { MayName: false, Codes.Count: > 0 } => FieldKind.Choice,
        { Type: "integer" or "number" } => FieldKind.Number,
        _ => FieldKind.Line,
    };

    public string Name => "v." + Key;

    public string CiteName => "c." + Key;

    public string Part(string part) => $"{Name}:{part}";

    public IReadOnlyList<string> Codes => Shape.Type == "boolean" ? ["true", "false"] : Shape.Codes;

    /// <summary>The value as one line of YAML, or null where nothing was filled in: then the default below holds.</summary>
    public string? Read(Posted posted, YamlNode? present)
    {
        return Kind switch
        {
            FieldKind.Checks => Checked([.. posted.All(Name).Where(v => v.Length > 0)], present),
            FieldKind.Lines => Lines(posted.One(Name)),
            FieldKind.Length => Length(posted),
            FieldKind.Raw => posted.One(Name) is { Length: > 0 } typed ? FlowText.Typed(typed) : null,
            FieldKind.Choice or FieldKind.Line or FieldKind.Number => posted.One(Name) is { Length: > 0 } one ? FlowText.Scalar(one) : null,
        };
    }

    /// <summary>Order matters in some lists: what was there keeps its place, what is new follows.</summary>
    private static string? Checked(IReadOnlyList<string> codes, YamlNode? present)
    {
        if (codes.Contains(EmptyList))
        {
            return "[]";
        }

        var before = Items(present);
        var ordered = before.Where(codes.Contains).Concat(codes.Except(before)).Distinct();
        return codes.Count == 0 ? null : FlowText.List(ordered.Select(FlowText.Scalar));
    }

    private static string? Lines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? null : lines is [EmptyList] ? "[]" : FlowText.List(lines.Select(FlowText.Scalar));
    }

    private string? Length(Posted posted)
    {
        string Of(string part) => posted.One(Part(part));
        var (length, unit) = (Of("length"), Of("unit"));
        if (unit == WindowEnd)
        {
            return WindowEnd;
        }

        (string Name, string Text)[] parts = [("length", length), ("unit", unit), ("soft", Of("soft")), ("enforce", Of("enforce")), ("due_set_by_unit", Of("due"))];
        return length.Length == 0 && unit.Length == 0
            ? null
            : $"{{{string.Join(", ", parts.Where(p => p.Text.Length > 0).Select(p => $"{p.Name}: {FlowText.Scalar(p.Text)}"))}}}";
    }

    /// <summary>The entries of a list, as they stand in the file.</summary>
    public static IReadOnlyList<string> Items(YamlNode? node) => node switch
    {
        YamlSequenceNode list => [.. list.Children.Select(c => c is YamlScalarNode ? YamlTree.Scalar(c) : FlowText.Of(c))],
        YamlScalarNode scalar => [YamlTree.Scalar(scalar)],
        _ => [],
    };

    /// <summary>One part of a duration, as it stands in the file; a text that is none shows where the number is asked.</summary>
    public static string PartOf(YamlNode? node, string part) => node switch
    {
        YamlMappingNode map => map.Children.TryGetValue(new YamlScalarNode(part), out var value) ? YamlTree.Scalar(value) : "",
        YamlScalarNode { Value: { } text } when part == (text == WindowEnd ? "unit" : "length") => text,
        _ => "",
    };
}
