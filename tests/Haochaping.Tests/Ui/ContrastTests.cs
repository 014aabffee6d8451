using System.Globalization;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ui;

/// <summary>Text is readable in every mode: 4.5 : 1; faces and edges 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
public sealed partial class ContrastTests
{
    private static readonly string Css = File.ReadAllText(Repository.Path("src/Haochaping.Ui/wwwroot/haochaping.css"));

    private static readonly string[] Text =
    [
        "ink/paper", "ink/ground", "ink/brand-wash", "ink/bad-wash", "ink-2/paper", "ink-2/ground", "ink-2/brand-wash", "ink-3/paper", "ink-3/ground",
        "brand/paper", "brand/ground", "brand/brand-wash", "brand-deep/brand-wash", "brand-deep/ground", "on-brand/brand", "on-brand/brand-deep",
        "ok/ok-wash", "warn/warn-wash", "bad/bad-wash", "ok/paper", "bad/paper", "paper/bad", "nav-ink/nav", "nav-strong/nav", "nav-strong/nav-on",
    ];

    private static readonly string[] Shapes = ["edge/paper", "edge/ground", "l5/paper", "l4/paper", "l3/paper", "l2/paper", "l1/paper", "brand/line"];

    public static TheoryData<string> Modes => ["light", "elder", "dark", "elder dark"];

    [Theory, MemberData(nameof(Modes))]
    public void Every_pair_of_a_mode_is_readable(string mode)
    {
        var tokens = Tokens(mode);
        Text.Where(pair => Ratio(tokens, pair) < 4.5).Select(pair => $"{pair} {Ratio(tokens, pair):0.00}").ShouldBeEmpty();
        Shapes.Where(pair => Ratio(tokens, pair) < 3).Select(pair => $"{pair} {Ratio(tokens, pair):0.00}").ShouldBeEmpty();
    }

    [Fact]
    public void The_automatic_dark_is_the_chosen_dark() => Block("[data-theme=auto]").ShouldBe(Block("[data-theme=dark]"));

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    public void The_formula_is_that_of_WCAG(string one, string other, double ratio) => Ratio(one, other).ShouldBe(ratio, 0.01);

    private static Dictionary<string, string> Tokens(string mode)
    {
        // The order of the sheet: elder before dark, so dark wins where both speak.
        var blocks = new[] { ":root", mode.Contains("elder") ? "[data-mode=elder]" : null, mode.Contains("dark") ? "[data-theme=dark]" : null };
        return blocks.OfType<string>().SelectMany(Block).GroupBy(pair => pair.Name).ToDictionary(group => group.Key, group => group.Last().Colour);
    }

    private static (string Name, string Colour)[] Block(string selector)
    {
        var from = Css.IndexOf(selector + "{--", StringComparison.Ordinal) is var at and >= 0 ? at : Css.IndexOf(selector + "{", StringComparison.Ordinal);
        var body = Css[from..Css.IndexOf('}', from)];
        return [.. Colour().Matches(body).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
    }

    private static double Ratio(Dictionary<string, string> tokens, string pair) =>
        pair.Split('/') is [var text, var ground] ? Ratio(tokens[text], tokens[ground]) : 0;

    private static double Ratio(string one, string other)
    {
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Light(string hex)
    {
        var full = hex.Length == 4 ? $"#{hex[1]}{hex[1]}{hex[2]}{hex[2]}{hex[3]}{hex[3]}" : hex;
        double Part(int at) => int.Parse(full.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var c && c <= 0.04045
            ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    [GeneratedRegex("--([a-z0-9-]+):(#[0-9a-f]{3,6})")]
    private static partial Regex Colour();
}
