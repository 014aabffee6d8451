namespace Haochaping.Policy.Domain;

/// <summary>导入的日历 — the newest imported version of each year, and how often the calendar has changed.</summary>
internal sealed record CalendarShelf(int Revision, IReadOnlyDictionary<int, SourceText> Years)
{
    public static CalendarShelf Empty { get; } = new(0, new Dictionary<int, SourceText>());

    public CalendarShelf With(int year, SourceText text) => new(Revision, new Dictionary<int, SourceText>(Years) { [year] = text });
}

/// <summary>规则文件 — the texts of a policy folder and the installation's choice of places.</summary>
/// <param name="Labels">用语表.</param>
/// <param name="Packs">Rule packs.</param>
/// <param name="Overlays">Signed confirmations.</param>
/// <param name="Calendars">Years.</param>
/// <param name="Places">From the settings: region prefix → pack id; they win over the file.</param>
/// <param name="DefaultPack">From the settings: the pack of every other place; null = what the file says, else ND.</param>
internal sealed record RuleFiles(
    SourceText Labels,
    IReadOnlyList<SourceText> Packs,
    IReadOnlyList<SourceText> Overlays,
    IReadOnlyList<SourceText> Calendars,
    IReadOnlyDictionary<string, string> Places,
    string? DefaultPack)
{
    /// <summary>适用地区 — <c>places.yaml</c>, so that a new place needs files alone.</summary>
    public SourceText? PlacesFile { get; init; }

    /// <summary>导入的年份 — each takes the place of the file of its year.</summary>
    public CalendarShelf Imported { get; init; } = CalendarShelf.Empty;
}
