using System.Globalization;
using Haochaping.Kernel;

namespace Haochaping.Catalog.Storage;

/// <summary>All shelves: which field of which import goes to which column.</summary>
internal sealed class Shelves(TimeProvider clock)
{
    private readonly IReadOnlyList<IShelf> all =
    [
        new DatedShelf<Region>(ImportKind.Regions, "catalog_regions",
        [
            new("level", r => ((int)r.Level).ToString(CultureInfo.InvariantCulture), (r, v) => r.Level = (RegionLevel)int.Parse(v, CultureInfo.InvariantCulture)),
            new("parent", r => r.Parent, (r, v) => r.Parent = v),
        ]),
        new DatedShelf<Institution>(ImportKind.Institutions, "catalog_institutions",
        [
            new("kind", i => Word(i.Kind), (i, v) => i.Kind = Word<BodyKind>(v)),
            new("region", i => i.Region, (i, v) => i.Region = v),
            new("parent", i => i.Parent, (i, v) => i.Parent = v),
            new("verticalLine", i => i.VerticalLine, (i, v) => i.VerticalLine = v),
            new("supervisor", i => i.Supervisor, (i, v) => i.Supervisor = v),
        ]),
        new DatedShelf<Hall>(ImportKind.Halls, "catalog_halls",
        [
            new("kind", h => Word(h.Kind), (h, v) => h.Kind = Word<HallKind>(v)),
            new("region", h => h.Region, (h, v) => h.Region = v),
            new("institution", h => h.Institution, (h, v) => h.Institution = v),
        ]),
        new DatedShelf<Platform>(ImportKind.Platforms, "catalog_platforms",
        [
            new("kind", p => Word(p.Kind), (p, v) => p.Kind = Word<PlatformKind>(v)),
            new("region", p => p.Region, (p, v) => p.Region = v),
            new("institution", p => p.Institution, (p, v) => p.Institution = v),
        ]),
        new DatedShelf<Window>(ImportKind.Windows, "catalog_windows",
        [
            new("hall", w => w.Hall, (w, v) => w.Hall = v),
            new("number", w => w.Number, (w, v) => w.Number = v),
            new("institution", w => w.Institution, (w, v) => w.Institution = v),
        ])
        {
            Alias = w => w.Alias,
            Finish = w => w.Alias = new WindowKey(w.Institution, w.Number).ToString(),
        },
        new DatedShelf<StaffMember>(ImportKind.Staff, "catalog_staff_members",
        [
            new("workNumber", s => s.WorkNumber, (s, v) => s.WorkNumber = v),
            new("institution", s => s.Institution, (s, v) => s.Institution = v),
            new("personnelUnit", s => s.PersonnelUnit, (s, v) => s.PersonnelUnit = v),
        ])
        {
            Alias = s => s.Alias,
            Finish = s =>
            {
                s.Alias = new StaffKey(s.Institution, s.WorkNumber).ToString();
                s.Token = s.Token == Guid.Empty ? Ids.New(clock) : s.Token;
            },
        },
        new DatedShelf<ServiceItem>(ImportKind.Items, "catalog_service_items",
        [
            new("type", i => i.ItemType, (i, v) => i.ItemType = v),
            new("institution", i => i.Institution, (i, v) => i.Institution = v),
            new("region", i => i.Region, (i, v) => i.Region = v),
            new("mainName", i => i.MainName, (i, v) => i.MainName = v),
            new("completion", i => Word(i.Completion), (i, v) => i.Completion = Word<CompletionKind>(v)),
            new("statutoryDays", i => Number(i.StatutoryDays), (i, v) => i.StatutoryDays = Number(v)),
            new("promisedDays", i => Number(i.PromisedDays), (i, v) => i.PromisedDays = Number(v)),
            new("labels", i => Words(i.Labels), (i, v) => i.Labels = Words(v)),
            new("stages", i => Words(i.Stages), (i, v) => i.Stages = Words(v)),
            new("questions", i => Words(i.Questions), (i, v) => i.Questions = Words(v)),
            new("ratingEnabled", i => i.RatingEnabled ? "true" : "false", (i, v) => i.RatingEnabled = v != "false"),
        ]),
        new DutyShelf(),
    ];

    public IShelf Of(ImportKind kind) => all.First(s => s.Kind == kind);

    // An empty cell of a mapped column means “unstated”.
    private static T Word<T>(string text)
        where T : struct, Enum
        => text.Length == 0 ? default : Enum.Parse<T>(text);

    private static string Word<T>(T value)
        where T : struct, Enum
        => value.Equals(default(T)) ? "" : value.ToString();

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Words(IReadOnlyList<string> words) => string.Join("；", words);

    private static string[] Words(string text) => text.Split('；', StringSplitOptions.RemoveEmptyEntries);
}
