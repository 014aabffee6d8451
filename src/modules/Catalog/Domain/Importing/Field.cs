namespace Haochaping.Catalog.Domain.Importing;

/// <summary>单元格读数 — a cell in its normal form, or why it is refused.</summary>
internal readonly record struct Reading(string Value, string? Code = null, string? Reason = null)
{
    public static Reading No(string code, string reason) => new("", code, reason);
}

/// <summary>字段 — one thing a kind of import knows how to read.</summary>
/// <param name="Name">English name, as in <c>--map column=field</c>.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Read">From trimmed text that is not empty to the normal form.</param>
/// <param name="Synonyms">Headings it answers to, Chinese and English.</param>
internal sealed record Field(string Name, string Title, Func<string, Reading> Read, params string[] Synonyms)
{
    /// <summary>Every row must have it.</summary>
    public bool Required { get; init; }

    /// <summary>False: part of the key or an instruction to the import, so it never makes a row “changed”.</summary>
    public bool Compared { get; init; } = true;

    /// <summary>Does a heading mean this field?</summary>
    public bool Answers(string heading)
    {
        var word = Word(heading);
        return word == Word(Name) || word == Word(Title) || Synonyms.Any(s => Word(s) == word);
    }

    private static string Word(string text)
    {
        var bracket = text.AsSpan().IndexOfAny('(', '（');
        var bare = bracket > 0 ? text[..bracket] : text;
        return string.Concat(bare.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '*' or '＊'))).ToLowerInvariant();
    }
}

/// <summary>一行的值 — normal forms by field name; a field that is not mapped is absent, which differs from empty.</summary>
internal sealed class Values : Dictionary<string, string>
{
    /// <summary>The value, or empty where the field is absent.</summary>
    public string Of(string field) => TryGetValue(field, out var value) ? value : "";
}
