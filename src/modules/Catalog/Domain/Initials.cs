using System.Collections.Frozen;
using System.Text;

namespace Haochaping.Catalog.Domain;

/// <summary>
/// 拼音首字母 — what people type who look for a name by the first letters of its syllables: 人社局 → <c>rsj</c>. The 3,755 characters of the
/// first level of GB 2312-1980 stand in the order of their pronunciation, so the letter follows from the code; of the second level those are
/// listed that names of divisions use. Any other character gives none.
/// </summary>
internal static class Initials
{
    /// <summary>Longest text of initials that is kept.</summary>
    public const int Longest = 120;

    private const int LastOfFirstLevel = 0xD7F9;

    // First code of each letter; no syllable begins with I, U or V.
    private static readonly (int Code, char Letter)[] Letters =
    [
        (0xB0A1, 'a'), (0xB0C5, 'b'), (0xB2C1, 'c'), (0xB4EE, 'd'), (0xB6EA, 'e'), (0xB7A2, 'f'), (0xB8C1, 'g'), (0xB9FE, 'h'), (0xBBF7, 'j'), (0xBFA6, 'k'), (0xC0AC, 'l'), (0xC2E8, 'm'),
        (0xC4C3, 'n'), (0xC5B6, 'o'), (0xC5BE, 'p'), (0xC6DA, 'q'), (0xC8BB, 'r'), (0xC8F6, 's'), (0xCBFA, 't'), (0xCDDA, 'w'), (0xCEF4, 'x'), (0xD1B9, 'y'), (0xD4D1, 'z'),
    ];

    private static readonly FrozenDictionary<char, char> SecondLevel = new (char Letter, string Characters)[]
    {
        ('a', "坳庵鳌岙"), ('b', "坂璧亳灞汴"), ('c', "漕岑汊祠褚槎塍埕禅"), ('d', "岱垌峒磴埭垱棣砀"), ('f', "畈芙淝孚"), ('g', "尕仡圪莞堌崮虢"), ('h', "桦蒿祜璜浒隍骅濠晖珲潢湟"),
        ('j', "泾蛟矶戛枧绛鸠莒迳苴稷旌暨筠"), ('k', "崆"), ('l', "岚麟泸澧蓼赉栾溧垅寮涞珞濂榄蠡浏蔺闾漯醴鹭"), ('m', "勐沐濛湄岷茗闵洺邙沔汨"), ('n', "楠廿埝坭讷"), ('o', "瓯"),
        ('p', "陂濮蟠邳泮鄱"), ('q', "岐箐覃麒衢谯瞿蕲湫邛碛峤淇樵溱"), ('r', "榕箬"), ('s', "泗畲嵩佘沭睢濉淞嵊歙"), ('t', "疃坨沱洮潼滕"), ('w', "汶佤婺"), ('x', "圩岘浔莘呷胥硖荥陉"),
        ('y', "驿垭塬颍晏闫垟垸琊沅瀛弋郢攸埇鄢鄞黟"), ('z', "梓柘渚冢圳臧诏芷竺昝"),
    }.SelectMany(of => of.Characters.Select(character => KeyValuePair.Create(character, of.Letter))).ToFrozenDictionary();

    private static readonly Encoding Gb2312 = CodePagesEncodingProvider.Instance.GetEncoding("gb2312")!;

    /// <summary>Small letters and digits, in the order of the name.</summary>
    public static string Of(string name)
    {
        var letters = new StringBuilder();
        foreach (var character in name)
        {
            if (LetterOf(character) is { } letter && letters.Length < Longest)
            {
                letters.Append(letter);
            }
        }

        return letters.ToString();
    }

    /// <summary>Whether somebody may mean initials: two letters or digits and more.</summary>
    public static bool MayBe(string text) => text.Length is >= 2 and <= Longest && text.All(char.IsAsciiLetterOrDigit);

    private static char? LetterOf(char character)
    {
        if (char.IsAscii(character))
        {
            return char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : null;
        }

        if (SecondLevel.TryGetValue(character, out var listed))
        {
            return listed;
        }

        // What .NET calls gb2312 knows more than the standard; that lies outside its square.
        Span<byte> bytes = stackalloc byte[4];
        if (Gb2312.GetBytes([character], bytes) != 2)
        {
            return null;
        }

        var code = (bytes[0] << 8) | bytes[1];
        return bytes[1] < 0xA1 || code < Letters[0].Code || code > LastOfFirstLevel ? null : Array.FindLast(Letters, of => of.Code <= code).Letter;
    }
}
