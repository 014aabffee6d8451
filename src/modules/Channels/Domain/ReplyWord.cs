using System.Text;

namespace Haochaping.Channels.Domain;

/// <summary>回复含义 — what a text message says.</summary>
internal enum ReplyKind
{
    /// <summary>评价等级.</summary>
    Grade,

    /// <summary>退订.</summary>
    OptOut,

    /// <summary>恢复接收.</summary>
    OptIn,

    /// <summary>帮助.</summary>
    Help,

    /// <summary>Anything else: not understood, or the reason that was asked for.</summary>
    Other,
}

/// <summary>回复 — a text message, read. Pure.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Level">1 to 5 of a grade.</param>
/// <param name="Number">序号 behind a grade: which of the services that were listed.</param>
/// <param name="IsDigit">The grade is a bare figure, which could as well mean a number of a list.</param>
internal readonly record struct ReplyWord(ReplyKind Kind, int? Level = null, int? Number = null, bool IsDigit = false)
{
    private static readonly Dictionary<string, int> Names = new()
    {
        ["非常满意"] = 5, ["满意"] = 4, ["基本满意"] = 3, ["不满意"] = 2, ["非常不满意"] = 1,
    };

    private static readonly Dictionary<string, ReplyKind> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["退订"] = ReplyKind.OptOut, ["TD"] = ReplyKind.OptOut, ["T"] = ReplyKind.OptOut,
        ["恢复"] = ReplyKind.OptIn, ["HF"] = ReplyKind.OptIn,
        ["帮助"] = ReplyKind.Help, ["?"] = ReplyKind.Help, ["BZ"] = ReplyKind.Help,
    };

    /// <summary>
    /// Full-width, circled and Chinese figures, the five statutory names, “5 分”; blanks, punctuation and emoji around them say nothing.
    /// Whatever contradicts itself (“5 不满意”) is not a grade.
    /// </summary>
    public static ReplyWord Read(string text)
    {
        var plain = string.Concat(text.Select(Narrow)).Trim();
        var words = Words(plain);
        return Keywords.TryGetValue(words.Count == 1 ? words[0] : plain, out var keyword) ? new(keyword)
            : words.Count is 1 or 2 && LevelOf(words[0]) is { } level ? Grade(level, words)
            : new(ReplyKind.Other);
    }

    // Full-width characters and circled figures; the house runs without the tables that string.Normalize needs.
    private static char Narrow(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        >= '①' and <= '⑨' => (char)(c - '①' + '1'),
        _ => c,
    };

    private static ReplyWord Grade(int level, List<string> words)
    {
        var isDigit = !Names.ContainsKey(words[0]);
        return words.Count == 1 ? new(ReplyKind.Grade, level, null, isDigit)
            : Figure(words[1]) is { } number ? new(ReplyKind.Grade, level, number, isDigit)
            : Names.GetValueOrDefault(words[1]) == level ? new(ReplyKind.Grade, level)
            : new(ReplyKind.Other);
    }

    private static int? LevelOf(string word) => Names.TryGetValue(word, out var level) ? level : Figure(word) is >= 1 and <= 5 and var figure ? figure : null;

    private static int? Figure(string word) => word is [var only] && "123456789一二三四五六七八九".IndexOf(only) is >= 0 and var at ? (at % 9) + 1 : null;

    // Runs of figures and runs of letters; “分” behind a figure is left out. A Chinese figure alone is a figure, within a word a letter.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var run = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (run.Length > 0 && (!char.IsLetterOrDigit(c) || char.IsAsciiDigit(c) != char.IsAsciiDigit(run[^1])))
            {
                words.Add(run.ToString());
                run.Clear();
            }

            if (char.IsLetterOrDigit(c))
            {
                run.Append(c);
            }
        }

        words.Remove("分");
        return words;
    }
}
