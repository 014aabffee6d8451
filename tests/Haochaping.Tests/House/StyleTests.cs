using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

/// <summary>Style sheets say start and end, never left and right: a language written from the right mirrors every page by itself.</summary>
public sealed partial class StyleTests
{
    [Fact]
    public void Style_sheets_know_no_left_and_right() =>
        TheHouse.Files("src", ".css").Where(f => !f.Path.Contains("/lib/", StringComparison.Ordinal)).SelectMany(Sided).ShouldBeEmpty();

    [Fact]
    public void Bites_when_a_sheet_takes_sides() =>
        Sided(new("a.css", "/* left */\n.a{margin-left:1rem;left:0;top:0}\n.b{left:0;right:0}.c{text-align:right}\n.d{padding:0 1rem 2rem 3rem}.e{margin:0 1rem 2rem}"))
            .ShouldBe(["a.css: .a says margin-left:1rem", "a.css: .a says left:0", "a.css: .c says text-align:right", "a.css: .d says padding:0 1rem 2rem 3rem"]);

    // What is said of both sides alike takes none.
    private static IEnumerable<string> Sided(TextFile sheet) =>
        from Match block in Block().Matches(Comment().Replace(sheet.Text, ""))
        let rules = block.Groups["rules"].Value.Split(';', StringSplitOptions.TrimEntries)
        from rule in rules
        where Side().Match(rule) is { Success: true } said && (said.Groups["one"].Value != said.Groups["other"].Value || !said.Groups["one"].Success)
        where !rules.Contains(Other(rule))
        select $"{sheet.Path}: {block.Groups["who"].Value.Trim()} says {rule}";

    private static string? Other(string rule) =>
        rule.StartsWith("left:", StringComparison.Ordinal) ? "right" + rule[4..] : rule.StartsWith("right:", StringComparison.Ordinal) ? "left" + rule[5..] : null;

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<who>[^{}]+)\{(?<rules>[^{}]*)\}")]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?:(?:margin|padding|border|scroll-\w+)-(?:\w+-)?(?:left|right)|(?:left|right):|(?:text-align|float|clear):(?:left|right)|(?:margin|padding|border-width|inset):\S+ (?<one>[^\s()]+) \S+ (?<other>[^\s()]+)$)")]
    private static partial Regex Side();
}
