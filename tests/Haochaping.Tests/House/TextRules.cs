using System.Globalization;
using System.Text.RegularExpressions;

namespace Haochaping.Tests.House;

/// <summary>The rules about files, as functions from files to complaints, so that planted files can show that they bite.</summary>
internal static partial class TextRules
{
    /// <summary>Longest file of C# or razor.</summary>
    public const int FileCap = 300;

    /// <summary>Lines of the whole kernel.</summary>
    public const int KernelCap = 2_500;

    /// <summary>Files above the cap.</summary>
    public static IReadOnlyList<string> TooLong(IEnumerable<TextFile> files) =>
        [.. files.Where(f => f.Lines > FileCap).Select(f => $"{f.Path} has {f.Lines} lines")];

    /// <summary>The kernel speaks of facts, slices and rooms, never of what the house is for. Comments may give examples.</summary>
    public static IReadOnlyList<string> DomainWords(IEnumerable<TextFile> files) =>
        [.. files.SelectMany(f => DomainWord().Matches(Comment().Replace(f.Text, "")).Select(m => $"{f.Path} says {m.Value}"))];

    /// <summary>A namespace names the module's folder it is in, so that “public only in Contracts/” is about the folder too. Folders below may group without a name.</summary>
    public static IReadOnlyList<string> Misplaced(IEnumerable<TextFile> modules) =>
        [.. from file in modules
            let declared = Namespace().Match(file.Text)
            let expected = "Haochaping." + string.Join('.', file.Path.Split('/')[2..^1].Take(2))
            where declared.Success && declared.Groups[1].Value != expected && !declared.Groups[1].Value.StartsWith(expected + ".", StringComparison.Ordinal)
            select $"{file.Path} is in {declared.Groups[1].Value}, not in {expected}"];

    /// <summary>
    /// Domain and contract types without a Chinese name: neither the summary of one of their parts starts with it, nor do they stand
    /// in the glossary. Static classes are bundles of functions, not things.
    /// </summary>
    public static IReadOnlyList<string> Wordless(IEnumerable<TextFile> files, string glossary) =>
        [.. from file in files
            from Match type in TopLevelType().Matches(file.Text)
            group (file.Path, Doc: type.Groups["doc"].Value) by (Room: RoomOf(file.Path), Name: type.Groups["name"].Value) into parts
            where !parts.Any(p => StartsChinese(p.Doc)) && !glossary.Contains($"`{parts.Key.Name}`", StringComparison.Ordinal)
            select $"{parts.First().Path}: {parts.Key.Name} has no Chinese name, neither in its summary nor in docs/glossary.md"];

    /// <summary>The clock and random keys are injected everywhere, also where the analyzer is not looking (kernel, pages, host, razor).</summary>
    public static IReadOnlyList<string> ReadsTheClock(IEnumerable<TextFile> files) =>
        [.. files.Where(f => !f.Path.EndsWith("Kernel/Ids.cs", StringComparison.Ordinal))
            .SelectMany(f => Clock().Matches(Comment().Replace(f.Text, "")).Select(m => $"{f.Path} says {m.Value}"))];

    /// <summary>Lock files hold versions and hashes; where a package came from is each installation's own business.</summary>
    public static IReadOnlyList<string> KnowsRegistries(IEnumerable<TextFile> files) =>
        [.. files.Where(f => Registry().IsMatch(f.Text) || (f.Path.EndsWith("lock.json", StringComparison.Ordinal) && Resolved().IsMatch(f.Text)))
            .Select(f => $"{f.Path} names a package registry")];

    /// <summary>Paths of somebody's machine, and what looks like a real mobile number.</summary>
    public static IReadOnlyList<string> KnowsPlacesOrPeople(IEnumerable<TextFile> files) =>
    [
        .. from file in files
           from Match hit in MachinePath().Matches(file.Text).Concat(MobileNumber().Matches(file.Text))
           select $"{file.Path}:{file.Text.AsSpan(0, hit.Index).Count('\n') + 1} says {hit.Value}",
    ];

    /// <summary>Relative links of Markdown that lead nowhere.</summary>
    public static IReadOnlyList<string> DeadLinks(IEnumerable<TextFile> documents, Func<string, bool> exists) =>
        [.. from file in documents
            from Match link in RelativeLink().Matches(file.Text)
            let target = Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(file.Path)!, link.Groups[1].Value)).Replace('\\', '/')
            where !exists(target)
            select $"{file.Path} leads to {target}"];

    /// <summary>Markdown table of median, 90th percentile and maximum, for the eye.</summary>
    public static string SizeTable(IEnumerable<TextFile> files)
    {
        var rows = from file in files
                   group file.Lines by RoomOf(file.Path) into room
                   let sizes = room.Order().ToList()
                   orderby room.Key
                   select string.Create(CultureInfo.InvariantCulture, $"| {room.Key} | {sizes.Count} | {sizes.Sum()} | {sizes[sizes.Count / 2]} | {sizes[sizes.Count * 9 / 10]} | {sizes[^1]} |");
        return string.Join('\n', ["| room | files | lines | median | p90 | longest |", "|---|--:|--:|--:|--:|--:|", .. rows]);
    }

    private static string RoomOf(string path) => string.Join('/', path.Split('/').Take(path.StartsWith("src/modules", StringComparison.Ordinal) ? 3 : 2));

    private static bool StartsChinese(string comment) =>
        SummaryStart().Match(comment) is { Success: true } m && m.Groups[1].Value[0] is >= '\u4e00' and <= '\u9fff';

    [GeneratedRegex(@"Evaluat|Rating|Appeal|Rectif|WorkOrder|Bulletin|RulePack|HandlingItem|评价|差评|好评|工单|申诉|整改|办件|事项|窗口|通报")]
    private static partial Regex DomainWord();

    [GeneratedRegex(@"//.*$|/\*.*?\*/", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // a run of doc comments and attributes, then a type at the left margin
    [GeneratedRegex(@"(?<doc>(?:^///.*\n)*)(?:^\[.*\]\n)*^(?:public |internal |file )(?:sealed |abstract |readonly |partial |ref )*(?:record struct|record class|record|class|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"<summary>(?:\s|///)*(\S)")]
    private static partial Regex SummaryStart();

    [GeneratedRegex(@"DateTime(?:Offset)?\.(?:Utc)?Now|DateTime\.Today|Guid\.NewGuid|Guid\.CreateVersion7|TimeZoneInfo")]
    private static partial Regex Clock();

    // the words are split so that this file does not find itself
    [GeneratedRegex("regis" + "try\\.npm|npm" + "js\\.(?:org|com)|npm" + "mirror|api\\.nu" + "get|nu" + "get\\.org|reg" + "istry\\.yarn")]
    private static partial Regex Registry();

    [GeneratedRegex(@"\]\((?!\w+:|#)([^)#\s]+)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex("\"resolved\":\\s*\"[a-z+]+:")]
    private static partial Regex Resolved();

    [GeneratedRegex(@"(?<![\w.)>}/-])/(?:home|root|Users|wor" + @"k|far" + @"m)/[\w.]|[A-Z]:\\(?:Users|Documents)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(?<![\w.-])1[3-9]\d{9}(?!\w)")]
    private static partial Regex MobileNumber();
}
