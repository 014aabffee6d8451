using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Haochaping.Kernel;

namespace Haochaping.Ui;

/// <summary>
/// 用词 — the words of one request, in its language. The Chinese text is the key: <c>T["共 {0} 件", n]</c>. Numbers in the
/// text are written as they are (use <see cref="Number(long)"/> for separators); dates and instants are written by the house.
/// </summary>
public sealed partial class Words
{
    private readonly Language language;

    /// <summary>The words of the current request.</summary>
    public Words(Preferences preferences) => language = preferences.Language;

    /// <summary>The words of a fixed language, for what is sent rather than shown.</summary>
    public Words(Language language) => this.language = language;

    /// <summary>BCP 47 tag of the language.</summary>
    public string Tag => language.Tag;

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => language.Direction;

    /// <summary>True for Chinese, where a page must choose its own form (names of places).</summary>
    public bool IsChinese => language.IsChinese;

    /// <summary>The text in the request's language; Chinese where a translation is missing.</summary>
    public string this[string chinese, params object?[] args] => Fill(Find(chinese, args) ?? chinese, args);

    /// <summary>What a refusal says: its own sentence in Chinese, the entry “!code” elsewhere, else its own sentence.</summary>
    public string Refusal(Refusal refusal) => Find("!" + refusal.Code, []) ?? refusal.Message;

    /// <summary>What a complaint says, in the same way.</summary>
    public string Complaint(Complaint complaint) => Find("!" + complaint.Code, []) ?? complaint.Message;

    /// <summary>Marks a text that is translated later (menus, tables of words), so that the house test sees it.</summary>
    public static string Key(string chinese) => chinese;

    private string? Find(string key, object?[] args) =>
        language.Entries.TryGetValue(key, out var forms) ? forms[forms.Count > 1 && !IsOne(args) ? 1 : 0] : null;

    private static bool IsOne(object?[] args) => args.Length > 0 && args[0] is 1 or 1L or "1";

    [SuppressMessage("Performance", "CA1863", Justification = "Formats come from the word book and are short.")]
    private string Fill(string text, object?[] args) =>
        args.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, Array.ConvertAll(args, Write));

    private object? Write(object? arg) => arg switch
    {
        DateOnly date => Date(date),
        DateTimeOffset moment => Moment(moment),
        _ => arg,
    };
}
