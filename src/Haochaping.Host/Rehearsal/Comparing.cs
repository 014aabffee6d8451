namespace Haochaping.Host.Rehearsal;

/// <summary>比对 — what is expected against what is seen, key by key. Pure.</summary>
internal static class Comparing
{
    public static IEnumerable<OutcomeLine> Lines(string at, Expectation expectation, Seen seen)
    {
        var (sight, given) = (expectation.Sight, expectation.Given);
        var thing = string.Join(' ', [sight.Chinese, .. sight.Fields.Where(f => f.Match == Match.Finds).Select(f => given[f.Name]).OfType<string>()]);
        foreach (var field in sight.Fields.Where(f => f.Match != Match.Finds && given.Values.ContainsKey(f.Name)))
        {
            var expected = Expected(given.Values[field.Name]);
            var (items, basis) = seen.Of(field.Name) ?? ([], null);
            var met = seen.Missing is null && seen.Of(field.Name) is not null && IsMet(field.Match, expected, items);
            yield return new(met, at, given.Line, $"{thing}：{field.Chinese}{Verb(field.Match)}", Text(expected), seen.Missing ?? Text(items), basis);
        }
    }

    private static bool IsMet(Match match, IReadOnlyList<string> expected, IReadOnlyList<string> seen) => match switch
    {
        Match.Finds => true,
        Match.Equals => expected.Order(StringComparer.Ordinal).SequenceEqual(seen.Order(StringComparer.Ordinal)),
        Match.Contains => seen.Any(s => s.Contains(expected[0], StringComparison.Ordinal)),
        Match.Lacks => !seen.Any(s => s.Contains(expected[0], StringComparison.Ordinal)),
    };

    private static string Verb(Match match) => match switch
    {
        Match.Finds or Match.Equals => "",
        Match.Contains => "含",
        Match.Lacks => "不含",
    };

    private static IReadOnlyList<string> Expected(Value value) =>
        value.Pairs.Count > 0 ? [.. value.Pairs.Select(p => $"{p.Key}: {Moment(p.Value)}")] : value.Items;

    private static string Moment(string text) => text.Length > 10 && Kinds.ParseMoment(text) is { } moment ? Kinds.Write(moment) : text;

    private static string Text(IReadOnlyList<string> items) => items.Count == 0 ? "（无）" : string.Join("、", items.Select(Word));

    private static string Word(string text) => text switch { "true" => "是", "false" => "否", _ => text };
}
