using Haochaping.Host.Rehearsal;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Rehearsals;

/// <summary>What a crooked file hears: everything that is wrong, at once, with line, key and what is allowed.</summary>
public sealed class FormatTests
{
    private const string Head = "rehearsal: x\npacks: [ND]\nsteps:\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_line_and_what_is_allowed()
    {
        var told = Mistakes("""
            rehearsal: x
            packs: [ND]
            colour: red
            calendar: [abc]
            steps:
              - at: 2020-13-01
                case: {number: A, chanel: online, events: {vanished: now}}
              - at: 2020-09-28T15:00
                rate: {case: B, level: 很好}
                expect:
                  taks: {case: A}
                  task: {case: A}
              - at: 2020-09-27T15:00
                dance: {}
              - accept: {case: A}
                return: {case: A, by: CITY}
              - expect: {refused: window-closed}
            """);
        told.ShouldBe(
        [
            "test.yaml:3 colour [unknown-key]",
            "test.yaml:4 calendar [bad-value]",
            "test.yaml:6 steps[1].at [bad-value]",
            "test.yaml:7 steps[1].case.chanel [unknown-key]",
            "test.yaml:7 steps[1].case.events [bad-value]",
            "test.yaml:9 steps[2].rate.level [bad-value]",
            "test.yaml:9 steps[2].rate.case [unknown-subject]",
            "test.yaml:11 steps[2].expect.taks [unknown-expectation]",
            "test.yaml:12 steps[2].expect.task [nothing-expected]",
            "test.yaml:13 steps[3].at [back-in-time]",
            "test.yaml:14 steps[3].dance [unknown-step]",
            "test.yaml:15 steps[4] [two-steps]",
            "test.yaml:15 steps[4].accept.by [required]",
            "test.yaml:17 steps[5].expect.refused [no-step]",
        ], ignoreOrder: true);
        Say("rehearsal: x\npacks: [ND]\nsteps:\n  - at: 2020-01-01\n    case: {number: A, channel: pigeon}").ShouldContain("online（网上）、window（窗口）");
    }

    [Theory]
    [InlineData("{", "not-yaml")]
    [InlineData("- a", "not-a-mapping")]
    [InlineData("packs: [ND]", "required")]
    [InlineData("a: &x 1\nb: *x", "alias")]
    public void What_is_no_scenario_at_all_is_told_apart(string yaml, string code) => Mistakes(yaml).ShouldContain(m => m.EndsWith($"[{code}]", StringComparison.Ordinal));

    [Fact]
    public void A_file_that_would_break_the_reader_is_refused_before_it_is_read()
    {
        Mistakes("a: " + new string('[', 20_000)).ShouldHaveSingleItem().ShouldContain("too-deep");
        Mistakes("a: " + new string('x', SafeYaml.Longest)).ShouldHaveSingleItem().ShouldContain("too-long");
    }

    [Fact]
    public void English_and_Chinese_names_say_the_same()
    {
        var english = Script("rehearsal: x\npacks: [ND]\nsteps:\n  - at: 2020-09-28T15:00\n    case: {number: A, channel: window}\n    expect: {task: {case: A, state: open}}");
        var chinese = Script("演练: x\n规则包: [ND]\n步骤:\n  - 时刻: 2020-09-28T15:00\n    办件: {编号: A, 办理方式: 窗口}\n    预期: {任务: {办件: A, 状态: 待评价}}");
        chinese.Scenes[0].Step.ShouldBe(english.Scenes[0].Step);
        chinese.Scenes[0].Given["channel"].ShouldBe(english.Scenes[0].Given["channel"]);
        chinese.Scenes[0].Expected[0].Given["state"].ShouldBe(english.Scenes[0].Expected[0].Given["state"]);
    }

    [Fact]
    public async Task Packs_assumptions_years_and_catalogue_are_held_against_the_installation_all_at_once()
    {
        var outcome = await Shipped.PlayAsync("""
            rehearsal: x
            packs: [ND]
            with:
              window.lenght: 3
              form.negative_grades: [很差]
            calendar: [2001]
            catalogue:
              institutions:
                - {机构编码: A, 机构名称: 甲局, 机构类型: 政府工作部门, 区划代码: 990100}
                - {机构编码: B, 机构名称: 乙局, 机构类型: 剧院, 区划代码: 990100}
            steps:
              - at: 2020-09-28T15:00
                case: {number: A, colour: red}
            """, Cancel);
        outcome.IsMet.ShouldBeFalse();
        outcome.Lines.ShouldBeEmpty();
        var fields = outcome.Complaints.Select(c => c.Field).ToList();
        fields.ShouldContain("test.yaml:4 with.window.lenght");
        fields.ShouldContain("test.yaml:5 with.form.negative_grades");
        fields.ShouldContain("test.yaml calendar");
        fields.ShouldContain("test.yaml:10 catalogue.institutions.机构类型");
        fields.ShouldContain("test.yaml:13 steps[1].case.colour");
    }

    [Fact]
    public async Task An_unknown_pack_hears_which_there_are()
    {
        var outcome = await Shipped.PlayAsync(Head.Replace("ND", "ZZ") + "  - at: 2020-09-28", Cancel);
        outcome.Complaints.ShouldContain(c => c.Field == "test.yaml:2 packs" && c.Message.Contains("ND", StringComparison.Ordinal));
    }

    private static Script Script(string yaml)
    {
        var findings = new Findings("test.yaml");
        var script = ScriptReader.Read("test.yaml", yaml, findings);
        findings.All.ShouldBeEmpty();
        return script!;
    }

    private static List<string> Mistakes(string yaml) => [.. Told(yaml).Select(c => $"{c.Field} [{c.Code}]")];

    private static string Say(string yaml) => string.Join('\n', Told(yaml).Select(c => c.Message));

    private static IReadOnlyList<Haochaping.Kernel.Complaint> Told(string yaml)
    {
        var findings = new Findings("test.yaml");
        _ = ScriptReader.Read("test.yaml", yaml, findings);
        return findings.All;
    }
}
