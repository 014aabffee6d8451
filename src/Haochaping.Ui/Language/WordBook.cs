using System.Reflection;
using System.Text.Json;

namespace Haochaping.Ui;

/// <summary>
/// 词册 — every translation of the house: the resources <c>words/{code}.json</c> of all assemblies, merged. A file is one
/// JSON object from the Chinese text to its translation (or to <c>[singular, plural]</c>); refusals stand under “!” + code;
/// <c>@tag</c>, <c>@name</c>, <c>@dir</c> describe the language (once, in Ui). A place adds a language of its own, also one written from
/// the right, by such files in a folder (<c>Words:Folder</c>).
/// </summary>
public sealed class WordBook
{
    /// <summary>Reads the books of the assemblies, then those of the folder. A later one wins; the house test forbids contradictions of its own.</summary>
    public WordBook(IEnumerable<Assembly> assemblies, string? folder = null)
    {
        var own = assemblies.Distinct()
            .SelectMany(assembly => assembly.GetManifestResourceNames().Select(name => (name, open: new Func<Stream>(() => assembly.GetManifestResourceStream(name)!))))
            .Where(file => file.name.Contains("words.", StringComparison.Ordinal) && file.name.EndsWith(".json", StringComparison.Ordinal));
        var added = folder is { Length: > 0 } ? Directory.GetFiles(folder, "*.json") : [];
        var others = own.Concat(added.Select(path => (name: "words." + Path.GetFileName(path), open: new Func<Stream>(() => File.OpenRead(path)))))
            .GroupBy(file => file.name.Split('.')[^2], file => Read(file.open))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Merge(group.Key, group));
        Languages = [Language.Chinese, .. others];
    }

    /// <summary>Chinese first.</summary>
    public IReadOnlyList<Language> Languages { get; }

    /// <summary>The language with this code or tag (en, en-GB), or null.</summary>
    public Language? Find(string? code) =>
        Languages.FirstOrDefault(language => string.Equals(language.Code, code?.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads one word file.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(Stream json)
    {
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name,
            IReadOnlyList<string> (entry) => entry.Value.ValueKind == JsonValueKind.Array
                ? [.. entry.Value.EnumerateArray().Select(form => form.GetString()!)]
                : [entry.Value.GetString()!]);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(Func<Stream> open)
    {
        using var json = open();
        return Read(json);
    }

    private static Language Merge(string code, IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> books)
    {
        var entries = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (key, forms) in books.SelectMany(book => book))
        {
            entries[key] = forms;
        }

        string About(string key, string otherwise) => entries.GetValueOrDefault(key)?[0] ?? otherwise;
        return new(code, About("@tag", code), About("@name", code), About("@dir", "ltr"), entries);
    }
}
