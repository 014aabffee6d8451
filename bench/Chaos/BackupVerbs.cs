using System.Globalization;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>The verb <c>backup</c>, with its table.</summary>
internal static class BackupVerbs
{
    public static async Task<int> RunAsync(Options options)
    {
        var (isControl, worst) = (options.Has("control"), 0);
        foreach (var store in options.Stores)
        {
            var seen = await BackupDrill.RunAsync(store, options.Number("rounds", 5), options.Number("rate", 100), options.Number("before", 0), isControl);
            Say($"backed up while people rate, restored into an empty store, {store}{(isControl ? ", each table at a moment of its own" : "")}", seen);
            Verbs.Odd(seen.Odd);
            worst |= Verbs.Verdict(isControl ? seen.Rounds.Any(r => !r.IsWhole) : seen.Rounds.All(r => r.IsWhole) && seen.Books.IsClean && seen.Odd.Count == 0);
        }

        return worst;
    }

    private static void Say(string title, BackupDrill.Outcome seen)
    {
        var rounds = seen.Rounds;
        Console.WriteLine($"\n## {title}\n");
        Console.WriteLine("| backups | acknowledged before the last | missing | tables miscounted | other roots | refused | with faults | MB | backup p50, worst s | restore p50, worst s |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {rounds.Count} | {rounds[^1].Acknowledged:N0} | {rounds.Sum(r => r.Missing.Count)} | {rounds.Sum(r => r.Miscounted)} | {rounds.Count(r => r.Code != 1 && !r.IsSameRoot)} | {rounds.Count(r => r.Code == 1)} | {rounds.Count(r => r.Code == 2)} | {rounds[^1].Bytes / 1048576.0:0.0} | {Both([.. rounds.Select(r => r.Backup)])} | {Both([.. rounds.Select(r => r.Restore)])} |"));
        foreach (var said in rounds.Where(r => r.Code != 0).Select(r => r.Said).Take(3))
        {
            Console.WriteLine("  " + said.Trim());
        }

        foreach (var way in rounds.SelectMany(r => r.Missing).CountBy(w => w))
        {
            Console.WriteLine($"  missing: {way.Value} by {way.Key}");
        }

        var books = seen.Books;
        Console.WriteLine($"\nthe house itself: {books.Acknowledged:N0} acknowledged, {books.Lost} lost, {books.Doubled} doubled, {books.Faults.Count} faults");
    }

    private static string Both(IReadOnlyList<double> seconds) => $"{Verbs.At(seconds, 0.5)}, {Verbs.At(seconds, 1)}";
}
