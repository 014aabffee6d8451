using System.CommandLine;

namespace Haochaping.Host.Commands;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    public static Option<bool> Json() => new("--json") { Description = "输出 JSON，供程序读取。 JSON output." };

    public static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public static Option<string?> Text(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };

    /// <summary>A secret: from a file (<c>-</c> is standard input), or asked for without showing it. Null when neither is there.</summary>
    public static string? Secret(Terminal terminal, string? file, string question) => file switch
    {
        null => terminal.AskHidden(question),
        "-" => terminal.In.ReadLine(),
        _ => File.ReadLines(file).FirstOrDefault(),
    };
}
