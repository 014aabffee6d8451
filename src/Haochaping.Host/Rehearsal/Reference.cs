using System.Text;

namespace Haochaping.Host.Rehearsal;

/// <summary>格式说明 — every step and expectation with its keys, as Markdown: written by the program itself, so that it cannot lag behind.</summary>
internal static class Reference
{
    public static string Write()
    {
        var text = new StringBuilder();
        Section(text, "步骤 Steps", Entries.Steps);
        Section(text, "预期 Expectations", Entries.Sights);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<Entry> entries)
    {
        text.Append($"### {title}\n\n");
        foreach (var entry in entries)
        {
            text.Append($"#### `{entry.Name}` {entry.Chinese}\n\n{entry.Says}\n\n| 键 | 中文 | 填什么 | 含义 |\n|---|---|---|---|\n");
            foreach (var field in entry.Fields)
            {
                text.Append($"| `{field.Name}`{(field.Required ? " *" : "")} | {field.Chinese} | {field.Kind.Allowed} | {field.Says} |\n");
            }

            text.Append('\n');
        }
    }
}
