using System.Globalization;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>One verb a proof: runs it, prints its table, and ends with 1 where a promise was broken — or, of a control, where nothing was found.</summary>
internal static class Verbs
{
    public static int Usage()
    {
        Console.Error.WriteLine("usage: chaos kill|database|replay|channels|failover|overload|io|backup [--store sqlite|postgres] [--control] … (bench/README.md)");
        return 64;
    }

    public static async Task<int> KillAsync(Options options)
    {
        var (kills, rate, isControl, worst) = (options.Number("kills", 20), options.Number("rate", 200), options.Has("control"), 0);
        foreach (var store in options.Stores)
        {
            var seen = await KillHouse.RunAsync(store, kills, rate, options.Number("seed", 2026), isControl);
            Say(
                $"kill -9 of the program, {store}{(isControl ? ", behind a door that answers before the commit" : "")}", seen.Books, kills,
                $"ready again p50 {At(seen.Ready, 0.5)} s, p99 {At(seen.Ready, 0.99)} s; lines broken {seen.Broken}; other answers {seen.Odd.Count}");
            Odd(seen.Odd);
            worst |= Verdict(isControl ? seen.Books.Lost > 0 : seen.Books.IsClean && seen.Odd.Count == 0);
        }

        return worst;
    }

    public static async Task<int> DatabaseAsync(Options options)
    {
        var seen = await KillDatabase.RunAsync(options.Number("kills", 20), options.Number("rate", 200), options.Number("seed", 2026));
        Say(
            "kill -9 of the database server, the program stays up", seen.Books, seen.Kills,
            $"acknowledging again p50 {At(seen.Again, 0.5)} s, p99 {At(seen.Again, 0.99)} s after the database's first answer; {seen.Starts} starts tried; told to come later {seen.Later:N0}; lines broken {seen.Broken}; other answers {seen.Odd.Count}");
        Odd(seen.Odd);
        return Verdict(seen.Books.IsClean && seen.Odd.Count == 0 && seen.Broken == 0);
    }

    public static async Task<int> ReplayAsync(Options options)
    {
        var (isControl, worst) = (options.Has("control"), 0);
        foreach (var store in isControl ? [TownStore.Postgres] : options.Stores)
        {
            var seen = await Replays.RunAsync(store, options.Number("keys", 5000), options.Number("at-once", 64), options.Number("seed", 2026), isControl ? Replays.ForgetClaimsAsync : null);
            Say(
                $"replays over a line that drops answers, {store}{(isControl ? ", on a store without claims and keys" : "")}", seen.Books, seen.Books.Tickets,
                $"answers {seen.Answers:N0}, dropped after the commit {seen.Dropped:N0}; different from the first {seen.Different}, not marked as repeated {seen.Unmarked}; other opinions {seen.Second:N0}, not refused {seen.Taken}");
            worst |= Verdict(isControl ? seen.Books.Doubled > 0 : seen.Books.IsClean && seen.Different + seen.Unmarked + seen.Taken == 0);
        }

        return worst;
    }

    public static async Task<int> ChannelsAsync(Options options)
    {
        var (isControl, worst) = (options.Has("control"), 0);
        foreach (var store in isControl ? [TownStore.Postgres] : options.Stores)
        {
            var seen = await FirstOfMany.RunAsync(store, options.Number("rounds", 200), isControl ? Replays.ForgetClaimsAsync : null);
            Console.WriteLine($"\n## thirty-two firsts at once, {store}{(isControl ? ", on a store without claims and keys" : "")}\n\n| rounds | not exactly one | unanswered | still open | faults |\n|--:|--:|--:|--:|--:|");
            Console.WriteLine($"| {seen.Rounds} | {seen.NotOne} | {seen.Unanswered} | {seen.StillOpen} | {seen.Faults.Count} |");
            worst |= Verdict(isControl ? seen.NotOne > 0 : seen.NotOne + seen.Unanswered + seen.StillOpen + seen.Faults.Count == 0);
        }

        return worst;
    }

    public static async Task<int> FailoverAsync(Options options)
    {
        var isControl = options.Has("control");
        var seen = await Failover.RunAsync(options.Number("failovers", 5), options.Number("rate", 50), options.Number("seed", 2026), isControl);
        Say(
            $"the first database server killed, the second promoted{(isControl ? ", which followed asynchronously" : "")}", seen.Books, seen.Failovers,
            $"writing again p50 {At(seen.Again, 0.5)} s, worst {At(seen.Again, 1)} s after the kill; told to come later {seen.Later:N0}; lines broken {seen.Broken}; other answers {seen.Odd.Count}");
        Odd(seen.Odd);
        return Verdict(isControl ? seen.Books.Lost > 0 : seen.Books.Lost + seen.Books.Doubled + seen.Books.Faults.Count == 0);
    }

    public static async Task<int> OverloadAsync(Options options)
    {
        var worst = 0;
        foreach (var store in options.Stores)
        {
            var seen = await Overload.RunAsync(store, options.Number("seconds", 8), options.Number("expected", 500));
            Say(
                $"three times as many as it can answer, {store}", seen.Books, 1,
                $"acknowledged {seen.Most:N0}/s at most, {seen.Overloaded:N0}/s overloaded ({seen.Overloaded / seen.Most:P0}); sent away with Retry-After {seen.Later:N0}, otherwise {seen.Odd}, lines broken {seen.Broken}");
            worst |= Verdict(seen.Books.IsClean && seen.Odd + seen.Broken == 0 && seen.Overloaded >= 0.8 * seen.Most);
        }

        return worst;
    }

    public static async Task<int> FailingSyncAsync(Options options)
    {
        if (FailingSync.WhyNot is { } why)
        {
            Console.WriteLine(why);
            return 0;
        }

        var isControl = options.Has("control");
        var seen = await FailingSync.RunAsync(Enumerable.Range(0, options.Number("trials", 5)).Select(i => 10 + (i * 17)), isControl);
        Console.WriteLine($"\n## every sync fails from the n-th on{(isControl ? ", in a house that does not wait for it" : "")}\n\n| trials | acknowledged before | after | told to come later | lost | doubled |\n|--:|--:|--:|--:|--:|--:|");
        Console.WriteLine($"| {seen.Trials} | {seen.Before} | {seen.After} | {seen.Later} | {seen.Books.Sum(b => b.Lost)} | {seen.Books.Sum(b => b.Doubled)} |");
        return Verdict(isControl ? seen.After > 0 : seen.After == 0 && seen.Later > 0 && seen.Books.All(b => b.IsClean));
    }

    internal static int Verdict(bool holds)
    {
        Console.WriteLine(holds ? "as it must be" : "WRONG");
        return holds ? 0 : 1;
    }

    private static void Say(string title, Reckoning books, int trials, string more)
    {
        Console.WriteLine($"\n## {title}\n");
        Console.WriteLine("| n | people | acknowledged | lost | doubled | without fact | without leaf | without order | without message | faults |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        Console.WriteLine($"| {trials} | {books.Tickets:N0} | {books.Acknowledged:N0} | {books.Lost} | {books.Doubled} | {books.WithoutFact} | {books.WithoutLeaf} | {books.WithoutOrder} | {books.WithoutMessage} | {books.Faults.Count} |");
        Console.WriteLine($"\n{more}");
        if (books.Lost + books.Doubled == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"0 in {trials} means: below {3.0 / trials:P2} a time, and below {3.0 / Math.Max(1, books.Acknowledged):P4} an acknowledgement, with 95 % confidence."));
        }

        foreach (var fault in books.Faults.Take(10))
        {
            Console.WriteLine("  " + fault);
        }
    }

    internal static void Odd(IReadOnlyCollection<Heard> odd)
    {
        foreach (var kind in odd.GroupBy(o => $"{o.Status} {o.Body[..Math.Min(o.Body.Length, 160)].ReplaceLineEndings(" ")}").OrderByDescending(g => g.Count()).Take(10))
        {
            Console.WriteLine($"  {kind.Count()} × {kind.Key}");
        }
    }

    internal static string At(IReadOnlyList<double> values, double share) =>
        values.Count == 0 ? "–" : values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share))).ToString("0.0", CultureInfo.InvariantCulture);
}
