using Haochaping.Host.Commands;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Rehearsals;

/// <summary>What a scenario hears that does not come true, and how the command ends.</summary>
public sealed class PlayingTests
{
    private const string Wrong = """
        rehearsal: 期望落空
        packs: [SZ]
        steps:
          - at: 2020-09-28T15:00
            case: {number: A}
            expect:
              task: {case: A, last_day: 2020-10-09, state: open}
              message: {case: A, says: 请评价}
              order: {case: A, state: handled}
          - rate: {case: A, level: 满意, proof: none}
          - accept: {case: A, by: NOBODY, officer: "1"}
            expect: {refused: no-order}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_met_says_what_was_seen_with_the_article()
    {
        var outcome = await Shipped.PlayAsync(Wrong, Cancel);
        outcome.IsMet.ShouldBeFalse();
        var day = outcome.Lines.Single(l => l.What == "任务 A：最后一日");
        (day.IsMet, day.Expected, day.Seen, day.Basis, day.Line).ShouldBe((false, "2020-10-09", "2020-10-05", "深圳 第十七条", 7));
        outcome.Lines.Single(l => l.What == "任务 A：状态").IsMet.ShouldBeTrue();
        outcome.Lines.Single(l => l.What == "短信 A：文字含").IsMet.ShouldBeFalse();
        outcome.Lines.Single(l => l.What == "工单 A：状态").Seen.ShouldBe("没有整改工单");
        outcome.Lines.Single(l => l.What == "拒绝：代码").IsMet.ShouldBeTrue();
    }

    [Fact]
    public async Task A_step_that_expects_nothing_expects_to_be_accepted()
    {
        var refused = (await Shipped.PlayAsync(Wrong, Cancel)).Lines.Single(l => l.Expected == "应被接受");
        refused.IsMet.ShouldBeFalse();
        refused.What.ShouldBe("评价 A");
        refused.Seen.ShouldContain("proof-needed");
    }

    [Fact]
    public async Task Without_any_expectation_nothing_is_proven() =>
        (await Shipped.PlayAsync("rehearsal: x\npacks: [ND]\nsteps:\n  - at: 2020-09-28T15:00\n    case: {number: A}", Cancel)).IsMet.ShouldBeFalse();

    [Fact]
    public async Task The_command_ends_with_1_where_something_is_not_met_and_touches_no_data()
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-rehearse-command-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "a.yaml"), Wrong, Cancel);
            await File.WriteAllTextAsync(Path.Combine(folder, "b.yaml"), "rehearsal: b\npacks: [ND]\nsteps:\n  - at: 2020-09-28T15:00\n    case: {number: A}\n    expect: {task: {case: A, state: open}}", Cancel);
            var (code, told) = await RunAsync("policy", "rehearse", folder, $"--HAOCHAPING_DATA={folder}/data", $"--Policy:Folder={Repository.Path("policy")}");
            code.ShouldBe(Exit.Refused);
            told.ShouldContain("✗ 不符 2020-09-28 15:00 任务 A：最后一日 2020-10-09，实际：2020-10-05");
            told.ShouldContain("2 个演练：1 个符合，1 个不符");
            File.Exists(Path.Combine(folder, "data", "haochaping.db")).ShouldBeFalse();

            (code, told) = await RunAsync("policy", "rehearse", Path.Combine(folder, "b.yaml"), "--json", $"--Policy:Folder={Repository.Path("policy")}");
            code.ShouldBe(Exit.Ok);
            told.ShouldContain("\"isMet\": true");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_message_waits_in_the_outbox_of_the_scratch_house()
    {
        var outcome = await Shipped.PlayAsync(
            "rehearsal: x\npacks: [ND]\nsteps:\n  - at: 2020-09-28T15:00\n    case: {number: A}\n  - at: 2020-09-29T10:00\n    expect: {message: {case: A, purpose: 评价邀请, count: 1}}", Cancel);
        outcome.Lines.ShouldHaveSingleItem().IsMet.ShouldBeTrue(outcome.Lines[0].ToString());
    }

    private static async Task<(int Code, string Told)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await HouseCommands.RunAsync(args, new Terminal(output, errors, TextReader.Null, IsInteractive: false));
        return (code, output + "\n" + errors);
    }
}
