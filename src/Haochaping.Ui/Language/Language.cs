namespace Haochaping.Ui;

/// <summary>界面语言 — one language of the pages, with its word book.</summary>
/// <param name="Code">Two letters: <c>zh</c>, <c>en</c>; the value of the cookie <c>lang</c>.</param>
/// <param name="Tag">BCP 47 tag for <c>html lang</c>.</param>
/// <param name="Name">What its speakers call it.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Entries">From the Chinese text to one form, or to a singular and a plural form.</param>
public sealed record Language(
    string Code, string Tag, string Name, string Direction, IReadOnlyDictionary<string, IReadOnlyList<string>> Entries)
{
    /// <summary>中文 — the language the keys are written in, so it needs no book.</summary>
    public static Language Chinese { get; } = new("zh", "zh-CN", "中文", "ltr", new Dictionary<string, IReadOnlyList<string>>());

    internal bool IsChinese => Code == "zh";
}
