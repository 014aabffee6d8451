using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Testing;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Tests.Policy;

/// <summary>The sheet a form changes: what it writes is what the loader reads.</summary>
public sealed class SheetTests
{
    private static readonly string[] Order = [.. Shipped.Set.National.Schema.Select(s => s.Key)];

    public static IEnumerable<TheoryDataRow<string>> Places => Shipped.Set.Packs.Where(p => p.Ref.Id != "ND").Select(p => new TheoryDataRow<string>(p.Ref.Id));

    [Theory, MemberData(nameof(Places))]
    public void A_flattened_pack_says_what_its_place_says_with_the_same_articles(string id)
    {
        var files = Shipped.Files with { Overlays = [] };
        var source = RuleSetLoader.Load(files).Value.Compiled.Single(c => c.Pack.Ref.Id == id);
        var sheet = PackSheet.Flatten(source);
        var header = sheet.Header.ToDictionary();
        (header["effective_from"], header["effective_to"]) = ("2026-12-01", "2027-12-31");

        var trial = RuleSetLoader.Try(files with { Packs = [.. files.Packs.Where(p => !p.Name.EndsWith($"/{id}.yaml", StringComparison.Ordinal))] }, new("drafts/x.yaml", (sheet with { Header = header }).ToYaml(Order)));

        trial.Complaints.ShouldBeEmpty();
        trial.Pack!.Pack.Values.Select(v => (v.Key, v.Raw, v.Basis, v.Note, v.Reading?.Text)).ShouldBe(source.Pack.Values.Select(v => (v.Key, v.Raw, v.Basis, v.Note, v.Reading?.Text)));
    }

    [Fact]
    public void What_a_demo_confirmed_is_left_out_and_what_an_official_confirmed_says_who()
    {
        var signed = Shipped.Text("overlays/demo-JX.yaml") with { Text = Shipped.Text("overlays/demo-JX.yaml").Text.Replace("  demo: true\n", "").Replace("演示管理员", "某局") };
        var demo = PackSheet.Flatten(Shipped.Set.Compiled.Single(c => c.Pack.Ref.Id == "JX"));
        var real = PackSheet.Flatten(RuleSetLoader.Load(Shipped.Files with { Overlays = [signed] }).Value.Compiled.Single(c => c.Pack.Ref.Id == "JX"));

        demo.Values["default_rating.grade_confirmed"].ShouldBe("false");
        real.Values["default_rating.grade_confirmed"].ShouldBe("true");
        real.Cites["default_rating.grade_confirmed"].ShouldStartWith("[LC] 某局，");
    }

    [Theory, MemberData(nameof(Places))]
    public void What_a_form_shows_and_nobody_touches_comes_back_unchanged(string id)
    {
        var compiled = Shipped.Set.Compiled.Single(c => c.Pack.Ref.Id == id);
        var yaml = PackSheet.Flatten(compiled).ToYaml(Order);
        var tree = YamlTree.Parse(new("x", yaml), new Complaints())!;
        foreach (var field in compiled.Schema.Select(s => new Field(s.Key, s.Shape)))
        {
            var node = tree.Find(field.Key);
            field.Read(new Posted(name => AsPosted(field, node, name)), node).ShouldBe(node is null ? null : FlowText.Of(node), field.Key);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("a: b # c")]
    [InlineData("- x")]
    [InlineData("\"{[&*!|>'%@`")]
    [InlineData("两行\n第二行")]
    [InlineData(" 空格 ")]
    [InlineData("x: [1, 2")]
    public void Whatever_is_typed_reads_back_as_it_was_typed(string text)
    {
        var tree = YamlTree.Parse(new("x", $"a: {FlowText.Scalar(text)}\nb: [{FlowText.Scalar(text)}]\n"), new Complaints())!;

        tree.Text("a").ShouldBe(text);
        Field.Items(tree.Find("b")).ShouldBe([text]);
        YamlTree.Parse(new("x", $"a: {FlowText.Typed(text)}\n"), new Complaints()).ShouldNotBeNull();
    }

    private static IReadOnlyList<string> AsPosted(Field field, YamlNode? node, string name) => field.Kind switch
    {
        FieldKind.Length => name[field.Name.Length..] is [':', .. var part] ? [Field.PartOf(node, part == "due" ? "due_set_by_unit" : part)] : [],
        _ when name != field.Name => [],
        FieldKind.Checks => node is YamlSequenceNode { Children.Count: 0 } ? [Field.EmptyList] : Field.Items(node),
        FieldKind.Lines => [node is YamlSequenceNode { Children.Count: 0 } ? Field.EmptyList : string.Join('\n', Field.Items(node))],
        FieldKind.Raw => [node is null ? "" : FlowText.Of(node)],
        _ => [(node as YamlScalarNode)?.Value ?? ""],
    };
}
