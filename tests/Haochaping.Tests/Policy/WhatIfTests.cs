using System.Net;
using System.Text.Json;
using Haochaping.Evaluations.Storage;
using Haochaping.Host.Commands;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Storage;
using Haochaping.Testing;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>推演: what would have been different, and that asking changes nothing.</summary>
public sealed class WhatIfTests
{
    private static readonly string Jx = Shipped.Text("packs/JX.yaml").Text;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task History_under_other_rules_is_counted_with_examples_and_nothing_is_written(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-21T15:00");
        var (negative, unrated) = (await town.ACaseIsCompleted(), await town.ACaseIsCompleted());
        var elsewhere = await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1");
        town.Clock.SetNow("2020-09-23T15:00");
        (await town.Rate(await town.LinkOf(negative), 2, "等了很久")).StatusCode.ShouldBe(HttpStatusCode.Created);
        town.Clock.SetNow("2020-10-10T15:00");
        await town.SettleAsync();
        var before = await StateAsync(town);

        var shorter = await AskAsync(town, Jx.Replace("  length: 5", "  length: 1"));
        Counts(shorter).ShouldBe([(WhatIfKind.Window, 2), (WhatIfKind.Refusal, 1)]);
        shorter.Changes[0].Examples.Select(e => e.CaseNumber).Order().ShouldBe(new[] { negative, unrated }.Order());
        shorter.Changes[0].Examples[0].ShouldSatisfyAllConditions(e => e.Before.ShouldBe("2020-09-27 止", "the Sunday before National Day was worked"), e => e.After.ShouldBe("2020-09-22 止"));

        var milder = await AskAsync(town, Jx.Replace("  apply: true", "  apply: false")
            .Replace("form:\n", "form:\n  negative_grades: [非常不满意]\n").Replace("cites:\n", "cites:\n  form.negative_grades: JX-06\n"));
        Counts(milder).ShouldBe([(WhatIfKind.Default, 1), (WhatIfKind.Order, 1)]);
        milder.Changes.Single(c => c.Kind == WhatIfKind.Default).Examples.ShouldBe([new(unrated, "默认基本满意", "未评价")]);

        var faster = await AskAsync(town, Jx.Replace("complex: {length: 10,", "complex: {length: 1,"));
        Counts(faster).ShouldBe([(WhatIfKind.OverdueMark, 1)]);
        faster.Changes.SelectMany(c => c.Examples).ShouldNotContain(e => e.CaseNumber == elsewhere);
        Counts(await AskAsync(town, Jx)).ShouldBeEmpty("the running rules change nothing");
        (await StateAsync(town)).ShouldBe(before);
    }

    [Xunit.Fact]
    public async Task More_than_a_page_is_walked_once_each()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-09-21T15:00");
        await town.ACaseIsCompleted();
        await town.LookAsync(async db =>
        {
            var one = await db.Tasks.AsNoTracking().SingleAsync(Cancel);
            db.AddRange(Enumerable.Range(0, 1200).Select(i => one with { CaseId = i % 3 == 0 ? one.CaseId : Kernel.Ids.Derive("page", $"{i / 2}"), TaskId = Kernel.Ids.Derive("task", $"{i}") }));
            return await db.SaveChangesAsync(Cancel);
        });

        var answer = await AskAsync(town, Jx.Replace("  length: 5", "  length: 1"));

        (answer.Looked, answer.Changes[0].Count).ShouldBe((1201, 1201));
    }

    [Xunit.Fact]
    public async Task The_command_answers_programs_and_refuses_a_bad_file_with_every_complaint()
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-what-if-").FullName;
        var file = Path.Combine(folder, "JX.yaml");
        await File.WriteAllTextAsync(file, Jx, Cancel);
        (await RunAsync(folder, "migrate")).Exit.ShouldBe(0);

        var good = await RunAsync(folder, "policy", "what-if", "--pack", file, "--since", "2020-01-01", "--json");
        var wrongDay = await RunAsync(folder, "policy", "what-if", "--pack", file, "--since", "gestern");
        await File.WriteAllTextAsync(file, Jx.Replace("  length: 5", "  length: many"), Cancel);
        var bad = await RunAsync(folder, "policy", "what-if", "--pack", file, "--since", "2020-01-01");

        JsonDocument.Parse(good.Out).RootElement.GetProperty("changes").GetArrayLength().ShouldBe(5);
        (wrongDay.Exit, bad.Exit).ShouldBe((1, 1));
        bad.Error.ShouldContain("window.length");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<WhatIfAnswer> AskAsync(Town town, string yaml)
    {
        await using var scope = town.Services.CreateAsyncScope();
        var seen = new List<(long Done, long All)>();
        var answer = await scope.ServiceProvider.GetRequiredService<IAskWhatIf>().RunAsync("JX.yaml", yaml, new(2020, 9, 1), (done, all) => seen.Add((done, all)), Cancel);
        answer.Refusal?.Complaints.ShouldBeEmpty();
        seen[^1].Done.ShouldBe(seen[^1].All);
        return answer.Value;
    }

    private static IEnumerable<(WhatIfKind, long)> Counts(WhatIfAnswer answer) => answer.Changes.Where(c => c.Count > 0).Select(c => (c.Kind, c.Count));

    private static Task<string> StateAsync(Town town) => town.LookAsync(async db => string.Join('\n',
    [
        (await db.Journal.CountAsync(Cancel)).ToString(),
        .. (await db.Tasks.AsNoTracking().OrderBy(t => t.TaskId).ToListAsync(Cancel)).Select(t => t.ToString()),
        .. (await db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync(Cancel)).Select(o => $"{o.Id} {o.Version}"),
        .. await db.PackVersions.OrderBy(v => v.Reference).Select(v => v.Reference).ToListAsync(Cancel),
    ]));

    private static async Task<(int Exit, string Out, string Error)> RunAsync(string folder, params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(output, error, TextReader.Null, IsInteractive: false, builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HAOCHAPING_DATA"] = Path.Combine(folder, "data"), ["Keys:File"] = Path.Combine(folder, "keys.json"), ["Policy:Places:36"] = "JX", ["Policy:Overlays:0"] = "overlays",
        }));
        return (await HouseCommands.RunAsync(words, terminal), output.ToString(), error.ToString());
    }
}
