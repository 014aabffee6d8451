using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain.Drafts;

/// <summary>单行写法 — a value as one line of YAML that reads back as the same value, whatever somebody typed.</summary>
internal static partial class FlowText
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(YamlNode node) => node switch
    {
        YamlSequenceNode list => List(list.Children.Select(Of)),
        YamlMappingNode map => $"{{{string.Join(", ", map.Children.Select(c => $"{Scalar(YamlTree.Scalar(c.Key))}: {Of(c.Value)}"))}}}",
        _ => YamlTree.IsNull(node) ? "~" : Scalar(YamlTree.Scalar(node)),
    };

    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>Plain where that is safe, else in double quotes, whose escapes are JSON's.</summary>
    public static string Scalar(string text) => Plain().IsMatch(text) && text != "null" ? text : JsonSerializer.Serialize(text, Quoted);

    /// <summary>What somebody typed as a map or list; a text where it is neither, so that nothing typed is lost and the loader complains.</summary>
    public static string Typed(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return YamlTree.Parse(new SourceText("", $"x: {line}"), new Complaints())?.Find("x") is { } node and not YamlScalarNode ? Of(node) : Scalar(line);
    }

    [GeneratedRegex(@"^[A-Za-z0-9\u4e00-\u9fff]([A-Za-z0-9_.\- \u4e00-\u9fff]*[A-Za-z0-9_.\u4e00-\u9fff])?$")]
    private static partial Regex Plain();
}
