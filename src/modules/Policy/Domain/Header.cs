using System.Globalization;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>包头 — the <c>pack:</c> part: which document, from when to when. An overlay may set the dates and 延续执行 only.</summary>
internal sealed record Header(
    string Id,
    string Name,
    string Document,
    string? DocumentNumber,
    DateOnly? From,
    DateOnly? To,
    string? Continued,
    PackStatus Status)
{
    private static readonly string[] Own =
        ["id", "name", "level", "document", "document_no", "effective_from", "effective_to", "continued", "status", "inherits"];

    private static readonly string[] Overlaid = ["effective_from", "effective_to", "continued"];

    public static Header Read(IReadOnlyList<Layer> layers, Complaints complaints)
    {
        var own = layers.First(l => l.Kind != LayerKind.Overlay).Tree;
        foreach (var layer in layers.Where(l => l.Kind == LayerKind.Overlay || l.Tree == own))
        {
            var known = layer.Kind == LayerKind.Overlay ? Overlaid : Own;
            foreach (var (key, _, node) in layer.Tree.Entries("pack").Where(e => !known.Contains(e.Key)))
            {
                complaints.Add(layer.Tree.Name, node, $"pack.{key}", "unknown-key", $"没有这一项；可用：{string.Join("、", known)}");
            }
        }

        if (!CodeNames<PackStatus>.TryParse(own.Text("pack.status") ?? "", out var status))
        {
            complaints.Add(own.Name, own.Find("pack.status"), "pack.status", "unknown-code", $"状态须为：{string.Join("、", CodeNames<PackStatus>.All)}");
        }

        var stack = layers.TakeWhile(l => l.Kind == LayerKind.Overlay).Select(l => l.Tree).Append(own).ToList();
        var continued = stack.Select(t => t.Text("pack.continued")).FirstOrDefault(t => t is not null);

        // 延续执行 outlives the end that the document itself states; only an end that is confirmed beside it still counts (C18).
        var ends = continued is null ? stack : stack[..^1];
        return new Header(
            Must(own, "pack.id", complaints),
            Must(own, "pack.name", complaints),
            Must(own, "pack.document", complaints),
            own.Text("pack.document_no"),
            Date(stack, "pack.effective_from", complaints),
            Date(ends, "pack.effective_to", complaints),
            continued,
            status);
    }

    private static string Must(YamlTree tree, string key, Complaints complaints)
    {
        if (tree.Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        complaints.Add(tree.Name, tree.Find("pack"), key, "missing-key", "必填");
        return "";
    }

    private static DateOnly? Date(List<YamlTree> stack, string key, Complaints complaints)
    {
        if (stack.FirstOrDefault(t => t.Find(key) is not null) is not { } tree)
        {
            return null;
        }

        if (DateOnly.TryParseExact(tree.Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        complaints.Add(tree.Name, tree.Find(key), key, "bad-date", "日期须写成 2026-01-31");
        return null;
    }
}
