using System.Text.RegularExpressions;
using Haochaping.Testing;
using Haochaping.Ui;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

/// <summary>Every text that pages show has its English, every English its text.</summary>
public sealed partial class WordsAreCompleteTests
{
    private static readonly string[] Sources = [.. Repository.Files("src", ".razor", ".cs").Where(file => !file.Contains("Gallery"))];

    private static readonly HashSet<string> Used = [.. Sources.SelectMany(WordsIn), .. Repository.Files("policy", ".csv").SelectMany(TagsIn)];

    [Fact]
    public void Every_text_has_an_english_entry()
    {
        var english = Books("en").SelectMany(book => book.Entries.Keys).ToHashSet();
        Used.Count.ShouldBeGreaterThan(40);
        Used.Where(text => !english.Contains(text)).ShouldBeEmpty("add these to the module's words/en.json");
    }

    [Fact]
    public void No_entry_is_stale()
    {
        var code = string.Join('\n', Sources.Select(File.ReadAllText));
        foreach (var (file, entries) in Books("en"))
        {
            entries.Keys.Where(key => !key.StartsWith('@') && !(key.StartsWith('!') ? code.Contains($"\"{key[1..]}\"") : Used.Contains(key)))
                .ShouldBeEmpty($"{file}: nothing shows these any more");
        }
    }

    [Fact]
    public void One_text_has_one_translation() => Books("en").SelectMany(book => book.Entries)
        .GroupBy(entry => entry.Key, entry => string.Join('|', entry.Value))
        .Where(group => group.Distinct().Count() > 1).Select(group => group.Key)
        .ShouldBeEmpty("two rooms translate these differently");

    [Fact]
    public void A_translation_fills_the_same_places_as_its_text()
    {
        foreach (var (file, entries) in Books("en"))
        {
            entries.Where(entry => entry.Value.Any(form => !Places(form).SetEquals(Places(entry.Key)) && !entry.Key.StartsWith('!')))
                .Select(entry => entry.Key).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Every_word_file_is_embedded_by_its_project()
    {
        foreach (var (file, _) in Books("en"))
        {
            var room = Directory.GetParent(file)!.Parent!;
            var projects = room.GetFiles("*.csproj").Select(project => File.ReadAllText(project.FullName))
                .Append(File.ReadAllText(Repository.Path("src/modules/Directory.Build.props")));
            projects.ShouldContain(text => text.Contains("words/*.json"), $"{room.Name} does not embed its words");
        }
    }

    private static IEnumerable<(string File, IReadOnlyDictionary<string, IReadOnlyList<string>> Entries)> Books(string code) => Repository
        .Files("src", Path.Combine("words", code + ".json"))
        .Select(file =>
        {
            using var json = File.OpenRead(file);
            return (file, WordBook.Read(json));
        });

    private static IEnumerable<string> WordsIn(string file) => File.ReadLines(file)
        .Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))
        .SelectMany(line => Marked().Matches(line)).Select(match => Regex.Unescape(match.Groups[1].Value));

    // Reasons to tick are data, yet every rater reads them: code, level, text.
    private static IEnumerable<string> TagsIn(string file) => File.ReadLines(file).Skip(1).Select(line => line.Split(',', 3)[2]);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""(?:\b[Tt]\[|\bWords\.Key\(|\.(?:Public)?Menu\(|\.Search\()"((?:[^"\\]|\\.)*)"(?=\s*[,\])])""")]
    private static partial Regex Marked();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
