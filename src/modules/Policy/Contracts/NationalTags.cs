using Haochaping.Kernel.Web;

namespace Haochaping.Policy.Contracts;

/// <summary>评价标签 — one reason a rater may tick.</summary>
/// <param name="Code">Code of the national list.</param>
/// <param name="Level">Level it hangs on, 5 … 1.</param>
/// <param name="Text">What the rater reads.</param>
public sealed record Tag(string Code, int Level, string Text);

/// <summary>
/// 全国标签库 — the 40 active tags of the national list, by level; versioned data beside the rule packs. A code without its
/// dictionary is meaningless (some devices reuse codes), so the version stands with the form.
/// </summary>
public sealed class NationalTags
{
    private readonly ILookup<int, Tag> byLevel;

    /// <summary>Reads <c>policy/tags/national-*.csv</c>: code, level, text; the newest file rules.</summary>
    public NationalTags(string folder)
    {
        var file = Directory.GetFiles(Path.Combine(folder, "tags"), "national-*.csv").Max(StringComparer.Ordinal)
            ?? throw new FileNotFoundException("policy/tags/national-*.csv is missing.");
        Version = Path.GetFileNameWithoutExtension(file);
        byLevel = File.ReadLines(file).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',', 3)).Select(c => new Tag(c[0], int.Parse(c[1]), c[2])).ToLookup(t => t.Level);
    }

    /// <summary>Version of the list, as <c>national-2020</c>.</summary>
    public string Version { get; }

    /// <summary>Tags of a level in the order of the list.</summary>
    public IEnumerable<Tag> Of(int level) => byLevel[level];

    /// <summary>The tag of a code, or null.</summary>
    public Tag? Find(string code) => byLevel.SelectMany(g => g).FirstOrDefault(t => t.Code == code);

    /// <summary>
    /// Codes as a request brings them: only those of this list that hang on the level; everything else is complained about.
    /// A fact may carry a code, never a text that somebody typed.
    /// </summary>
    public IReadOnlyList<string> Parse(Parsing parsing, string field, IReadOnlyList<string?>? codes, int? level)
    {
        var good = new List<string>();
        foreach (var code in (codes ?? []).Take(41).Distinct())
        {
            if (code is not null && Find(code) is { } tag && (level is null || tag.Level == level))
            {
                good.Add(tag.Code);
            }
            else
            {
                parsing.Complain(field, "unknown-tag", $"{field} 中有标签不属于所选等级（标签库 {Version}）：请按标签库填写代码。");
            }
        }

        return good;
    }
}
