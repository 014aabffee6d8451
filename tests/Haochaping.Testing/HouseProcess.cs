using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Haochaping.Testing;

/// <summary>
/// 真进程 — the program that is shipped, started as an operating system starts it and ended as one ends it. It listens on a free port of
/// this machine alone; only processes started here are ever signalled, by their id.
/// </summary>
internal sealed partial class HouseProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3); // longer than any start: whoever waits longer waits for ever
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<Uri?> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Uri? address;

    private HouseProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    /// <summary>Where it listens, as it says itself.</summary>
    public Uri Address { get; private set; } = null!;

    public int Id => process.Id;

    /// <summary>What it printed, line by line.</summary>
    public IReadOnlyList<string> Output => [.. output];

    /// <summary>What it complained about.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    /// <summary>The host's own output of this build, not the copy beside the tests.</summary>
    public static string Program { get; } = Repository.Path($"src/Haochaping.Host/bin/{Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name}/net10.0/haochaping");

    /// <summary>Starts a house and waits until it listens; null when it ended instead.</summary>
    /// <param name="settings">Settings, as environment variables.</param>
    /// <param name="wrapper">A command line that ends by running the program it is given.</param>
    /// <param name="arguments">What stands on the command line.</param>
    public static async Task<HouseProcess?> TryServeAsync(IReadOnlyDictionary<string, string?> settings, string[]? wrapper = null, params string[] arguments)
    {
        var house = Begin(settings, wrapper, arguments);
        if (await house.IsUpAsync())
        {
            return house;
        }

        await house.DisposeAsync();
        return null;
    }

    /// <summary>Starts a house and waits for nothing.</summary>
    public static HouseProcess Begin(IReadOnlyDictionary<string, string?> settings, string[]? wrapper = null, params string[] arguments) =>
        new(Start(settings, [.. wrapper ?? [], Program, "serve", .. arguments]));

    /// <summary>Starts a house that must come up.</summary>
    public static async Task<HouseProcess> ServeAsync(IReadOnlyDictionary<string, string?> settings, string[]? wrapper = null, params string[] arguments)
    {
        var house = Begin(settings, wrapper, arguments);
        return await house.IsUpAsync() ? house : throw new InvalidOperationException("The house did not start: " + house.Errors);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        await using var command = new HouseProcess(Start(settings, [Program, .. arguments]));
        await command.process.WaitForExitAsync().WaitAsync(Patience);
        return (command.process.ExitCode, string.Join('\n', command.output), command.Errors);
    }

    /// <summary><c>kill -9</c>: nothing is flushed, nobody says goodbye.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>SIGTERM, as every service manager sends it; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndedAsync();
    }

    /// <summary>Sends a signal to this process alone.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> IsUpAsync()
    {
        if (await listening.Task.WaitAsync(Patience) is not { } at)
        {
            await EndedAsync();
            return false;
        }

        Address = at;
        return true;
    }

    private static ProcessStartInfo Start(IReadOnlyDictionary<string, string?> settings, string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            listening.TrySetResult(null);
            return;
        }

        output.Enqueue(line);
        if (Welcome().Match(line) is { Success: true } welcome)
        {
            address = new Uri(welcome.Groups[1].Value);
        }
        else if (line.StartsWith("  数据目录 ", StringComparison.Ordinal))
        {
            listening.TrySetResult(address); // the last line of its greeting
        }
    }

    private void Complain(string? line)
    {
        lock (errors)
        {
            errors.AppendLine(line);
        }
    }

    [GeneratedRegex("^ +市民 +(http://.+)/check$")]
    private static partial Regex Welcome();
}
