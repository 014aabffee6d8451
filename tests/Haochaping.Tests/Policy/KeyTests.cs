using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>No key is decoration: docs/policy-keys.md says of every key who reads it today or which room will, and cannot be wrong about it.</summary>
public sealed partial class KeyTests
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Read = KeyReaders.Read();

    // What Policy reads itself: whether a pack may rule at all (StatusTests, PackTests), what a form takes (RatingForm), how channels are called and which are listed (ChannelNames, ListedChannels).
    private static readonly string[] OwnKeys =
    [
        "default_rating.grade_confirmed", "form.grades", "form.negative_reason",
        "channels.online", "channels.onsite", "channels.hotline", "channels.paper", "channels.other",
    ];

    [Fact]
    public void Every_key_of_the_schema_stands_on_the_page_once() =>
        Rows("").Select(r => r.Key).ShouldBe(Read.Keys, ignoreOrder: true);

    [Fact]
    public void A_key_that_is_read_is_listed_with_its_readers_and_no_other()
    {
        var expected = Read.Where(k => k.Value.Count > 0).Select(k => $"{k.Key} {string.Join("、", k.Value)}").Concat(OwnKeys.Select(k => $"{k} Policy"));

        Rows("已生效").Select(r => $"{r.Key} {r.Cells[0]}").ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void A_key_for_later_is_read_by_nobody_yet_and_names_its_room()
    {
        var unread = Read.Where(k => k.Value.Count == 0).Select(k => k.Key).Except(KeyReaders.Constant()).Except(OwnKeys);

        Rows("待接入").Select(r => r.Key).ShouldBe(unread, ignoreOrder: true);
        Rows("待接入").ShouldAllBe(r => r.Cells[0].Length > 0);
    }

    [Fact]
    public void A_key_with_one_value_only_is_listed_as_such() =>
        Rows("恒定").Select(r => r.Key).ShouldBe(KeyReaders.Constant(), ignoreOrder: true);

    [Fact]
    public void A_key_that_is_shown_by_the_front_door_says_so_and_no_other()
    {
        var shown = Rows("已生效").Where(r => r.Cells[1].Contains("KeyEffectTests", StringComparison.Ordinal)).Select(r => r.Key);

        shown.ShouldBe(KeyEffectTests.Keys, ignoreOrder: true);
    }

    private static IEnumerable<(string Key, string[] Cells)> Rows(string section)
    {
        var here = "";
        foreach (var line in File.ReadLines(Repository.Path("docs/policy-keys.md")))
        {
            here = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : here;
            if (Row().Match(line) is { Success: true } row && here.StartsWith(section, StringComparison.Ordinal))
            {
                yield return (row.Groups[1].Value, [.. row.Groups[2].Value.Split('|', StringSplitOptions.TrimEntries)]);
            }
        }
    }

    [GeneratedRegex(@"^\| `([a-z_0-9.]+)` \|(.*)\|$")]
    private static partial Regex Row();
}
