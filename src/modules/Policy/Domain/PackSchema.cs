using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>编辑器用的 JSON Schema — written from the very keys the compiler asks for, so the two cannot differ.</summary>
internal static class PackSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(IReadOnlyList<(string Key, Shape Shape)> keys, Labels labels)
    {
        var root = Object(null);
        root["properties"]!["pack"] = Map("包头");
        root["properties"]!["overlay"] = Map("本地确认（仅用于 overlays）");
        root["properties"]!["cites"] = Map("依据：键 → 条款");
        root["properties"]!["resolves"] = Map("存疑读法：键 → 编号与读法");
        foreach (var (key, shape) in keys)
        {
            var parts = key.Split('.');
            var at = root;
            foreach (var part in parts[..^1])
            {
                at["properties"]![part] ??= Object(labels.Group(part));
                at = at["properties"]![part]!.AsObject();
            }

            at["properties"]![parts[^1]] = Value(shape, labels.Key(key));
        }

        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root["$defs"] = new JsonObject { ["duration"] = Duration() };
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Object(string? title) => new()
    {
        ["title"] = title ?? "好差评规则包",
        ["type"] = new JsonArray("object", "null"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(),
    };

    private static JsonObject Map(string title) => new() { ["title"] = title, ["type"] = "object" };

    private static JsonObject Value(Shape shape, string? title)
    {
        var one = One(shape);
        var value = shape.IsList ? new JsonObject { ["type"] = "array", ["uniqueItems"] = true, ["items"] = one } : one;
        return new JsonObject { ["title"] = title, ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonObject One(Shape shape) => shape switch
    {
        { Type: "duration" } => new JsonObject { ["$ref"] = "#/$defs/duration" },
        { Type: "duration-or-window-end" } => new JsonObject { ["anyOf"] = new JsonArray(Enum(shape.Codes), new JsonObject { ["$ref"] = "#/$defs/duration" }) },
        { Type: "repeat-threshold" or "band" } => new JsonObject { ["type"] = "object" },
        { MayName: true } => new JsonObject { ["type"] = "string", ["pattern"] = $"^({string.Join('|', shape.Codes)})$|^[^:]+:.+$" },
        { Codes.Count: > 0 } => Enum(shape.Codes),
        _ => new JsonObject { ["type"] = shape.Type },
    };

    private static JsonObject Enum(IReadOnlyList<string> codes) => new() { ["enum"] = new JsonArray([.. codes.Select(c => (JsonNode)c)]) };

    private static JsonObject Duration() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("length", "unit"),
        ["properties"] = new JsonObject
        {
            ["length"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            ["unit"] = Enum(CodeNames<DurationUnit>.All),
            ["soft"] = new JsonObject { ["type"] = "boolean" },
            ["enforce"] = Enum(CodeNames<Enforcement>.All),
            ["due_set_by_unit"] = new JsonObject { ["type"] = "boolean" },
        },
    };
}
