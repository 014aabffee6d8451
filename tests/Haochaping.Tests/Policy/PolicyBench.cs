using System.Diagnostics;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>How long the rules take: run by hand, asserts nothing.</summary>
public sealed class PolicyBench
{
    [Fact(Explicit = true)]
    public void Loading_all_packs_and_explaining_one_deadline()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var pack = Shipped.Pack("JX");
        var from = new DateTimeOffset(2020, 9, 28, 15, 0, 0, TimeSpan.FromHours(8));
        output.WriteLine($"{Shipped.Set.Packs.Count} packs, {Shipped.Set.National.Schema.Count} keys, {Shipped.Set.Calendar.Years.Count} years");
        output.WriteLine($"load all: {Median(20, () => RuleSetLoader.Load(Shipped.Files)):0.00} ms");
        output.WriteLine($"compute one deadline: {Median(10_000, () => Shipped.Deadlines.Compute(pack, Clock.EvaluationWindow, from)) * 1000:0.00} µs");
        output.WriteLine($"compute and explain one deadline: {Median(10_000, () => Shipped.Deadlines.Explain(Shipped.Deadlines.Compute(pack, Clock.EvaluationWindow, from))) * 1000:0.00} µs");
    }

    private static double Median(int times, Action work)
    {
        work();
        var taken = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(taken);
        return taken[times / 2];
    }
}
