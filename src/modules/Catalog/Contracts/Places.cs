namespace Haochaping.Catalog.Contracts;

/// <summary>大厅类型 (吉林 第四条; 广州 第二条).</summary>
public enum HallKind
{
    /// <summary>未注明.</summary>
    Unstated,

    /// <summary>政务服务中心（含市民服务中心）.</summary>
    ServiceCentre,

    /// <summary>部门专业大厅.</summary>
    DepartmentalHall,

    /// <summary>乡镇（街道）便民服务站.</summary>
    TownshipStation,

    /// <summary>村（社区）便民服务室.</summary>
    VillageRoom,

    /// <summary>合作服务网点.</summary>
    Outlet,
}

/// <summary>政务服务平台类型.</summary>
public enum PlatformKind
{
    /// <summary>未注明.</summary>
    Unstated,

    /// <summary>政务服务网站.</summary>
    Website,

    /// <summary>移动服务端.</summary>
    MobileApp,

    /// <summary>自助服务端.</summary>
    SelfServiceTerminal,

    /// <summary>热线电话平台.</summary>
    Hotline,

    /// <summary>业务系统.</summary>
    BusinessSystem,

    /// <summary>网上中介服务超市.</summary>
    IntermediaryMarket,
}

/// <summary>大厅 — a place with windows.</summary>
/// <param name="Code">Code as the source gives it.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">Kind of place.</param>
/// <param name="RegionCode">12 digits.</param>
/// <param name="InstitutionCode">The body that runs it.</param>
public sealed record HallInfo(string Code, string Name, HallKind Kind, string RegionCode, string InstitutionCode);

/// <summary>平台 — a website, app, terminal or hotline that is rated.</summary>
/// <param name="Code">Code as the source gives it.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">Kind of platform.</param>
/// <param name="RegionCode">12 digits.</param>
/// <param name="InstitutionCode">The body that runs it.</param>
public sealed record PlatformInfo(string Code, string Name, PlatformKind Kind, string RegionCode, string InstitutionCode);

/// <summary>How a message names a window: the hall (or the body, for a counter outside halls) and the number on the sign.</summary>
/// <param name="Place">Hall code, or institution code.</param>
/// <param name="Number">窗口号.</param>
public readonly record struct WindowKey(string Place, string Number)
{
    /// <summary>The window's stable key: <c>place/number</c>.</summary>
    public override string ToString() => $"{Place}/{Number}";
}

/// <summary>窗口.</summary>
/// <param name="Key">Stable key, <c>place/number</c>.</param>
/// <param name="Number">Number on the sign.</param>
/// <param name="Name">Name on the sign.</param>
/// <param name="HallCode">Empty for a counter outside halls.</param>
/// <param name="InstitutionCode">The body the window belongs to.</param>
public sealed record WindowInfo(string Key, string Number, string Name, string HallCode, string InstitutionCode);
