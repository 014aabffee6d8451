using System.Globalization;
using System.Text;
using Haochaping.Policy.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Testing;
using Haochaping.Tests.House;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Insiders;

/// <summary>
/// 内部人脚本 — people of the house try to raise, hide, re-date or bury a bad rating, one after the other in one house. Each try is refused and
/// changes nothing, or is what they may do and leaves a sealed fact. The page for people (docs/insider.md) is what was seen.
/// </summary>
public sealed class InsiderScriptTests
{
    private const string Page = "docs/insider.md";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("X-13")]
    public async Task Every_try_is_refused_or_stays_to_be_seen(TownStore store)
    {
        await using var here = await InsiderTown.OpenAsync(store);
        var seen = new List<string>();
        var wrong = new List<string>();
        foreach (var (chapter, tries) in Chapters)
        {
            seen.Add($"\n## {chapter}\n\n| | 谁 | 想做什么 | 结果 | 留下的事实 |\n|--:|---|---|---|---|");
            foreach (var attempt in tries)
            {
                var (before, facts) = (await here.StandingAsync(), (await here.FactsAsync()).Count);
                var answer = await attempt.Do(here);
                await here.Town.SettleAsync();
                var left = (await here.FactsAsync()).Skip(facts).Select(t => t.Split('@')[0]).ToList();
                if (left.Count == 0 && await here.StandingAsync() != before)
                {
                    wrong.Add($"{attempt.Who}：{attempt.What} changed something and left no fact");
                }

                seen.Add($"| {Number(seen)} | {attempt.Who} | {attempt.What} | {(left.Count == 0 ? $"拒绝 `{answer}`" : $"`{answer}`")} | {string.Join("、", left.Distinct().Select(f => $"`{f}`"))} |");
            }
        }

        wrong.ShouldBeEmpty();
        Number(seen).ShouldBeGreaterThan(50);
        var rating = await here.Town.LookAsync(db => db.Evaluations.AsNoTracking().SingleAsync(e => e.TaskId == here.Task.TaskId, Cancel));
        (rating.Level, rating.Text).ShouldBe((Level.VeryDissatisfied, "等了很久"), "the rating as it was given");
        (await here.Town.FaultsAsync()).ShouldBeEmpty();
        await HoldAsync(Write(seen));
    }

    private static IEnumerable<(string Chapter, IReadOnlyList<Attempt> Tries)> Chapters => [("抬高：把差评变成好评", Raising.Tries), ("藏匿：让差评不见", Hiding.Tries), ("改期：挪动日期", Redating.Tries), ("压下：不办、假办、替别人办", Burying.Tries)];

    private static int Number(List<string> seen) => seen.Count(line => line.StartsWith("| ", StringComparison.Ordinal)) + 1;

    private static string Write(List<string> seen) =>
        new StringBuilder()
            .AppendLine("# 内部人脚本 · What insiders try")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"One rating, “非常不满意” at a window in Jiangxi, and {Number(seen) - 1} tries of people with accounts and keys to make it better, unseen, earlier, later or nobody's. A line without a fact was refused and changed nothing: neither rating nor order, appeal or figure. A line with facts is something that person may do; it is sealed in the log under their name and cannot be taken back in silence. Tried on both stores by `InsiderScriptTests`, which writes this page (`HAOCHAPING_RENEW=1`). What somebody with the database in hand can try is another test (`VerifyRowsTests`): `verify` names every column.")
            .AppendJoin('\n', seen)
            .AppendLine()
            .ToString().ReplaceLineEndings("\n");

    private static async Task HoldAsync(string page)
    {
        if (Environment.GetEnvironmentVariable("HAOCHAPING_RENEW") == "1")
        {
            await File.WriteAllTextAsync(Repository.Path(Page), page, Cancel);
        }

        TheHouse.Read(Page).ShouldBe(page, $"renew it: HAOCHAPING_RENEW=1 ./test --filter-class '*.{nameof(InsiderScriptTests)}'");
    }
}

/// <summary>One try.</summary>
/// <param name="Who">Who tries.</param>
/// <param name="What">What they would like.</param>
/// <param name="Do">How; returns the code of the refusal, or what was answered.</param>
internal sealed record Attempt(string Who, string What, Func<InsiderTown, Task<string>> Do);
