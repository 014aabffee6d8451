namespace Haochaping.Catalog.Domain.Importing;

/// <summary>指向 — a row names something else that must exist.</summary>
/// <param name="Field">The field that is blamed when it does not.</param>
/// <param name="To">What sort of thing.</param>
/// <param name="KeyOf">Its key; empty means that the row names nothing.</param>
internal sealed record Reference(string Field, ImportKind To, Func<Values, string> KeyOf)
{
    /// <summary>When the user wishes, what is missing is registered with these values.</summary>
    public Func<Values, Values>? Create { get; init; }
}

/// <summary>导入类型的规则 — what one kind of file may hold, as data. All kinds share one engine.</summary>
/// <param name="Id">Which kind.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Fields">Everything it can read.</param>
/// <param name="KeyOf">Natural key of a complete row.</param>
internal sealed record Kind(ImportKind Id, string Title, IReadOnlyList<Field> Fields, Func<Values, string> KeyOf)
{
    /// <summary>Things a row names, other than its superior.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>The row above it of the same kind; rows of one file may come in any order.</summary>
    public Reference? Superior { get; init; }

    /// <summary>Fills in what follows from other cells; always the same fields, named in <see cref="Completes"/>.</summary>
    public Action<Values> Complete { get; init; } = _ => { };

    /// <summary>The fields that <see cref="Complete"/> fills in.</summary>
    public IReadOnlyList<string> Completes { get; init; } = [];

    /// <summary>Contradictions inside one row: field, code, sentence.</summary>
    public Func<Values, IEnumerable<(string Field, string Code, string Reason)>> Check { get; init; } = _ => [];

    /// <summary>A row that only repeats its superior (东莞市 as its own county): it says nothing new.</summary>
    public Func<Values, bool> IsPlaceholder { get; init; } = _ => false;

    /// <summary>May this row stand under that superior? Both by rank (empty where the kind has none).</summary>
    public Func<string, string, bool> FitsUnder { get; init; } = (_, _) => true;

    /// <summary>Rank of a row for <see cref="FitsUnder"/>.</summary>
    public Func<Values, string> RankOf { get; init; } = _ => "";

    /// <summary>References and superior together.</summary>
    public IEnumerable<Reference> AllReferences => Superior is null ? References : [.. References, Superior];

    public Field FieldOf(string name) => Fields.First(f => f.Name == name);
}
