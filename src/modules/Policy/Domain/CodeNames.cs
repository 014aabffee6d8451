using System.Text;

namespace Haochaping.Policy.Domain;

/// <summary>The spelling of a closed code set in files: snake_case of the member's name, a digit group being a word (<c>hotline_12345</c>).</summary>
internal static class CodeNames<TCode>
    where TCode : struct, Enum
{
    // Two arrays in one order, not a dictionary: a dictionary type per code set is a thousand methods to compile at every start.
    private static readonly string[] Names = Array.ConvertAll(Enum.GetNames<TCode>(), Snake);
    private static readonly TCode[] Codes = Enum.GetValues<TCode>();

    public static IReadOnlyList<string> All => Names;

    public static string Of(TCode code) => Snake(code.ToString());

    public static bool TryParse(string name, out TCode code)
    {
        var at = Array.IndexOf(Names, name);
        code = at < 0 ? default : Codes[at];
        return at >= 0;
    }

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
