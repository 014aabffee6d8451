using Haochaping.Catalog.Domain.Importing;
using Haochaping.Ui;

namespace Haochaping.Catalog.Domain.Kinds;

/// <summary>大厅、窗口、平台.</summary>
internal static class PlaceKinds
{
    public static readonly (HallKind Value, string[] Words)[] HallWords =
    [
        (HallKind.ServiceCentre, [Words.Key("政务服务中心"), "市民服务中心", "综合大厅"]),
        (HallKind.DepartmentalHall, [Words.Key("部门专业大厅"), "专业大厅", "分厅"]),
        (HallKind.TownshipStation, [Words.Key("乡镇（街道）便民服务站"), "便民服务站", "便民服务中心"]),
        (HallKind.VillageRoom, [Words.Key("村（社区）便民服务室"), "便民服务室", "便民服务点"]),
        (HallKind.Outlet, [Words.Key("合作服务网点"), "网点"]),
        (HallKind.Unstated, [Words.Key("未注明")]),
    ];

    public static readonly (PlatformKind Value, string[] Words)[] PlatformWords =
    [
        (PlatformKind.Website, [Words.Key("网站"), "政务服务网"]),
        (PlatformKind.MobileApp, [Words.Key("移动服务端"), "移动端", "APP", "小程序"]),
        (PlatformKind.SelfServiceTerminal, [Words.Key("自助服务端"), "自助终端"]),
        (PlatformKind.Hotline, [Words.Key("热线电话平台"), "热线"]),
        (PlatformKind.BusinessSystem, [Words.Key("业务系统")]),
        (PlatformKind.IntermediaryMarket, [Words.Key("中介服务超市"), "网上中介服务超市"]),
        (PlatformKind.Unstated, [Words.Key("未注明")]),
    ];

    public static readonly Kind Halls = new(
        ImportKind.Halls,
        Words.Key("大厅"),
        [
            new Field("code", Words.Key("大厅编码"), Cells.Code, "编码", "hallCode", "hall_code") { Required = true, Compared = false },
            new Field("name", Words.Key("大厅名称"), Cells.Name, "名称", "hallName", "hall_name") { Required = true },
            new Field("kind", Words.Key("大厅类型"), Cells.OneOf("大厅类型", HallWords), "类型", "type"),
            KnownKinds.Region,
            Runner,
            .. KnownKinds.Dated,
        ],
        v => v.Of("code")) { References = [KnownKinds.InRegion, RunBy] };

    public static readonly Kind Platforms = new(
        ImportKind.Platforms,
        Words.Key("平台"),
        [
            new Field("code", Words.Key("平台编码"), Cells.Code, "编码", "platform_code") { Required = true, Compared = false },
            new Field("name", Words.Key("平台名称"), Cells.Name, "名称", "platform_name") { Required = true },
            new Field("kind", Words.Key("平台类型"), Cells.OneOf("平台类型", PlatformWords), "类型", "type"),
            KnownKinds.Region,
            Runner,
            .. KnownKinds.Dated,
        ],
        v => v.Of("code")) { References = [KnownKinds.InRegion, RunBy] };

    public static readonly Kind Windows = new(
        ImportKind.Windows,
        Words.Key("窗口"),
        [
            new Field("hall", Words.Key("大厅编码"), Cells.Code, "hallCode", "hall_code", "大厅") { Compared = false },
            new Field("number", Words.Key("窗口号"), Cells.Code, "窗口编号", "windowNo", "window_no", "编号") { Required = true, Compared = false },
            new Field("name", Words.Key("窗口名称"), Cells.Name, "名称", "windowName", "window_name"),
            Runner with { Required = true },
            .. KnownKinds.Dated,
        ],
        v => KeyOf(v.Of("hall"), v))
    {
        References = [new Reference("hall", ImportKind.Halls, v => v.Of("hall")), RunBy],
    };

    private static Field Runner => new("institution", Words.Key("机构编码"), Cells.Code, "所属机构", "运行机构", "单位编码", "dept_code", "deptCode", "orgcode");

    private static Reference RunBy => new("institution", ImportKind.Institutions, v => v.Of("institution"));

    // A counter outside halls (派出所, 网点) is known by its body.
    private static string KeyOf(string hall, Values row) => new WindowKey(hall.Length > 0 ? hall : row.Of("institution"), row.Of("number")).ToString();
}
