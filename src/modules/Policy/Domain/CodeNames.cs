using System.Collections.Frozen;
using System.Text;

namespace Haochaping.Policy.Domain;

/// <summary>The spelling of a closed code set in files: snake_case of the member's name, a digit group being a word (<c>hotline_12345</c>).</summary>
internal static class CodeNames<TCode>
    where TCode : struct, Enum
{
    public static readonly IReadOnlyList<string> All = [.. Enum.GetNames<TCode>().Select(Snake)];

    private static readonly FrozenDictionary<string, TCode> ByName =
        Enum.GetValues<TCode>().ToFrozenDictionary(code => Snake(code.ToString()), StringComparer.Ordinal);

    public static string Of(TCode code) => Snake(code.ToString());

    public static bool TryParse(string name, out TCode code) => ByName.TryGetValue(name, out code);

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1]));
            text.Append(begins && i > 0 ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
