using System.Text.RegularExpressions;

namespace Haochaping.Host.Commands;

/// <summary>Settings may stand on every command line: <c>--Section:Key=value</c>, <c>--HAOCHAPING_DATA=…</c>, <c>--environment=…</c>.</summary>
internal static partial class SettingArguments
{
    /// <summary>Tells the words of the command from settings.</summary>
    public static (string[] Words, string[] Settings) Split(IEnumerable<string> args)
    {
        var kinds = args.ToLookup(a => Setting().IsMatch(a));
        return ([.. kinds[false]], [.. kinds[true]]);
    }

    [GeneratedRegex(@"^--(?:\w+(?::\w+)+|HAOCHAPING_DATA|environment)=")]
    private static partial Regex Setting();
}
