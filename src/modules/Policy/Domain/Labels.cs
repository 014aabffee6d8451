namespace Haochaping.Policy.Domain;

/// <summary>用语表 — <c>labels.zh.yaml</c>: Chinese for keys, groups, codes, words and the places that citations name.</summary>
internal sealed class Labels
{
    private readonly Dictionary<string, Dictionary<string, string>> sections = new(StringComparer.Ordinal);

    public static Labels Parse(SourceText source, Complaints complaints)
    {
        var labels = new Labels();
        var tree = YamlTree.Parse(source, complaints);
        foreach (var section in (string[])["documents", "groups", "keys", "words", "codes"])
        {
            labels.sections[section] = tree?.Entries(section).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal) ?? [];
        }

        return labels;
    }

    public IReadOnlyCollection<string> Words => sections["words"].Keys;

    public string? Document(string prefix) => sections["documents"].GetValueOrDefault(prefix);

    public string? Group(string group) => sections["groups"].GetValueOrDefault(group);

    public string? Key(string key) => sections["keys"].GetValueOrDefault(key);

    public string? Word(string word) => sections["words"].GetValueOrDefault(word);

    public string Code(string code) => sections["codes"].GetValueOrDefault(code) ?? code;

    public bool HasCode(string code) => sections["codes"].ContainsKey(code);
}
