using System.Diagnostics;

namespace Haochaping.RealInput;

/// <summary>What was done, how long it took, and whether it came out as it must.</summary>
internal sealed class Report
{
    private int wrong;

    public static void Title(string text) => Console.WriteLine($"\n## {text}\n");

    /// <summary>Does a step and prints its time, with a rate where the step counts something.</summary>
    public static async Task<T> TimeAsync<T>(string step, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{step,-44} {seconds,8:F1} s{(result is int count ? $"   {count:N0}, {count / seconds:N0}/s" : "")}");
        return result;
    }

    /// <summary>An expectation; one that is not met makes the whole run fail.</summary>
    public void Expect<T>(string what, T seen, T expected)
    {
        var met = EqualityComparer<T>.Default.Equals(seen, expected);
        wrong += met ? 0 : 1;
        Console.WriteLine($"{(met ? "ok   " : "WRONG")} {what}: {seen}{(met ? "" : $", expected {expected}")}");
    }

    public static void Say(string text) => Console.WriteLine(text);

    public int Close()
    {
        Console.WriteLine(wrong == 0 ? "\nEverything as expected." : $"\n{wrong} expectations not met.");
        return wrong == 0 ? 0 : 1;
    }
}
