using System.Diagnostics;
using System.Globalization;

namespace Haochaping.Speed;

/// <summary>A process of the bench: what it prints can be waited for, and it ends with the bench.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Resident memory, in bytes; at its highest where <paramref name="peak"/>.</summary>
    public long Resident(bool peak = false)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(peak ? "VmHWM:" : "VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Seconds of processor time used so far.</summary>
    public double Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts <c>dotnet</c> with these words and waits for a line that <paramref name="ready"/> accepts; with that line.</summary>
    public static async Task<(Child Child, string Line)> StartAsync(IReadOnlyDictionary<string, string?> settings, Func<string, bool> ready, params string[] words)
    {
        var process = Process.Start(Describe(settings, words))!;
        var child = new Child(process);
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (ready(line))
            {
                _ = process.StandardOutput.ReadToEndAsync(); // a full pipe would hold it up
                return (child, line);
            }
        }

        throw new InvalidOperationException($"{string.Join(' ', words)} ended: {string.Join('\n', said)}");
    }

    /// <summary>Runs to the end; what it printed.</summary>
    public static async Task<string> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] words)
    {
        using var process = Process.Start(Describe(settings, words))!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{string.Join(' ', words)} ended with {process.ExitCode}: {said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static ProcessStartInfo Describe(IReadOnlyDictionary<string, string?> settings, string[] words)
    {
        var start = new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }
}
