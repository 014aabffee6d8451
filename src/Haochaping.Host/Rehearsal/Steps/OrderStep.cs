using System.Text.Json.Nodes;
using Haochaping.Host.Scratch;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>工单操作 — an act on the order of a case, by somebody at their desk: JSON to the act's own endpoint, keys as the endpoint spells them.</summary>
/// <param name="name">Name of the step.</param>
/// <param name="verb">Last part of the endpoint's path.</param>
/// <param name="chinese">中文.</param>
/// <param name="says">For the reference.</param>
/// <param name="fields">Keys of the request, in snake_case.</param>
internal abstract class OrderStep(string name, string verb, string chinese, string says, params Field[] fields) : StepKind(name, chinese, says, [Case, By, .. fields])
{
    /// <summary>How a rater is reached.</summary>
    protected static readonly Kind Reaching = Kinds.Choice(("phone", "电话"), ("sms", "短信"), ("online", "网上"), ("visit", "上门"));

    private static readonly Field Case = Field.Must("case", "办件", Kinds.Subject, "办件或到访编号");
    private static readonly Field By = Field.Must("by", "经办", Kinds.Text, "机构编码（该机构的承办人员），或 supervisor（主管部门）");

    public sealed override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.OrderIdAsync(given.Of("case"), cancel) is not { } id)
        {
            return Answer.Missing("no-order", $"“{given["case"]}”没有整改工单。");
        }

        return await stage.StaffAsync(given.Of("by"), cancel) is { } visitor
            ? await visitor.AskAsync($"/api/v1/orders/{id}/{verb}", Body(given), cancel)
            : Answer.Missing("no-institution", $"目录中没有机构“{given["by"]}”。");
    }

    private static JsonObject Body(Given given)
    {
        var body = new JsonObject();
        foreach (var (key, value) in given.Values.Where(v => v.Key is not ("case" or "by")))
        {
            body[Camel(key)] = key switch
            {
                "reached" or "approved" => value.Text == "true",
                "units" => new JsonObject(value.Pairs.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Enum.GetName(Level.OfWord(p.Value)!.Value)))),
                "satisfaction" => Enum.GetName(Level.OfWord(value.Text)!.Value),
                _ => value.Text,
            };
        }

        return body;
    }

    private static string Camel(string key) => string.Concat(key.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
