using Haochaping.Catalog.Domain.Importing;
using Haochaping.Ui;

namespace Haochaping.Catalog.Domain.Kinds;

/// <summary>All kinds of import, and the fields several of them share.</summary>
internal static class KnownKinds
{
    public static Kind Of(ImportKind id) => id switch
    {
        ImportKind.Regions => RegionKind.Rules,
        ImportKind.Institutions => InstitutionKind.Rules,
        ImportKind.Items => ItemKind.Rules,
        ImportKind.Halls => PlaceKinds.Halls,
        ImportKind.Windows => PlaceKinds.Windows,
        ImportKind.Platforms => PlaceKinds.Platforms,
        ImportKind.Staff => StaffKinds.Staff,
        ImportKind.Roster => StaffKinds.Roster,
    };

    /// <summary>Every dated kind may say from when to when an entry counts.</summary>
    internal static Field[] Dated =>
    [
        new("effectiveFrom", Words.Key("生效日期"), Cells.Day, "启用日期", "开始日期", "start_date") { Compared = false },
        new("effectiveTo", Words.Key("失效日期"), Cells.Day, "停用日期", "撤销日期", "end_date"),
    ];

    internal static Field Region => new("region", Words.Key("区划代码"), Cells.Region, "行政区划", "行政区划代码", "区划", "area_code", "areaCode", "region_code") { Required = true };

    internal static Reference InRegion => new("region", ImportKind.Regions, v => v.Of("region"));
}
