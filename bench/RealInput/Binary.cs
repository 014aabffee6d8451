using System.Diagnostics;

namespace Haochaping.RealInput;

/// <summary>The program as its users have it: a process of its own, with these settings.</summary>
internal sealed class Binary(IReadOnlyDictionary<string, string?> settings)
{
    private static readonly string Program = Path.Combine(
        Root(), "src", "Haochaping.Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "haochaping.dll");

    public async Task<(int Exit, string Out)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode is 0 or 2 ? output : output + await error);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Haochaping.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The bench runs from its build output inside the repository.");
    }
}
