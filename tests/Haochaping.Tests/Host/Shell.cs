using Haochaping.Host.Commands;
using Haochaping.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Tests.Host;

/// <summary>命令行 — the commands of the house with a terminal that keeps what was said, on folders of their own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("haochaping-shell-").FullName;

    public Shell() => Settings = new()
    {
        ["HAOCHAPING_DATA"] = Path.Combine(folder, "data"),
        ["Keys:File"] = Path.Combine(folder, "config", "keys.json"),
        ["urls"] = "http://127.0.0.1:0",
    };

    /// <summary>Settings of the installation; tests change them.</summary>
    public Dictionary<string, string?> Settings { get; }

    public string DataFolder => Settings["HAOCHAPING_DATA"]!;

    public string KeyFile => Settings["Keys:File"]!;

    /// <summary>A file in this shell's folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs a command as a program would: nobody is there to answer.</summary>
    public async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using StringWriter output = new(), errors = new();
        var terminal = new Terminal(output, errors, TextReader.Null, IsInteractive: false, builder => builder.Configuration.AddInMemoryCollection(Settings));
        var code = await HouseCommands.RunAsync(args, terminal);
        return (code, output.ToString(), errors.ToString());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
