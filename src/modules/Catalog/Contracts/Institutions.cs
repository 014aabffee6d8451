namespace Haochaping.Catalog.Contracts;

/// <summary>机构类型 — every kind of body that the measures name as rated (江西 第三、四、九条; 深圳 第二条; 吉林 第二、四条; 广州 第二条).</summary>
public enum BodyKind
{
    /// <summary>未注明 — made from an item list that does not say; to be completed.</summary>
    Unstated,

    /// <summary>政府工作部门.</summary>
    GovernmentDepartment,

    /// <summary>部门管理机构.</summary>
    DepartmentManagedBody,

    /// <summary>法律法规授权组织 — 依法承担行政管理职能的单位和组织.</summary>
    AuthorisedOrganisation,

    /// <summary>党群机构 — 列入党群工作机构序列、依法承担行政职能的部门.</summary>
    PartyOrMassBody,

    /// <summary>公共服务企业 — utilities and other enterprises with public-service functions.</summary>
    PublicEnterprise,

    /// <summary>公共服务事业单位.</summary>
    PublicInstitution,

    /// <summary>其他公共服务组织.</summary>
    PublicOrganisation,

    /// <summary>政务服务管理部门 — the authority that runs the rating system in its region.</summary>
    ServiceAuthority,

    /// <summary>政务服务中心 — 含市民服务中心.</summary>
    ServiceCentre,

    /// <summary>乡镇（街道）政务服务机构.</summary>
    TownshipBody,

    /// <summary>村（社区）便民服务机构.</summary>
    VillageBody,

    /// <summary>合作服务网点.</summary>
    CooperativeOutlet,

    /// <summary>中介服务超市.</summary>
    IntermediaryMarket,

    /// <summary>12345 热线管理机构.</summary>
    Hotline,
}

/// <summary>政务服务机构 — one body as the catalogue knows it on a day.</summary>
/// <param name="Code">Code as the sources give it (统一社会信用代码 where there is one).</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">Kind of body.</param>
/// <param name="RegionCode">12 digits.</param>
/// <param name="ParentCode">Superior body; empty where none is known.</param>
/// <param name="VerticalLine">垂直管理系统, for example 税务; empty for bodies led by their own government.</param>
/// <param name="SupervisorCode">The authority that supervises it (主管部门); empty where none is known.</param>
/// <param name="ClosedOn">First day on which it no longer counts; null while it does.</param>
public sealed record InstitutionInfo(
    string Code, string Name, BodyKind Kind, string RegionCode, string ParentCode, string VerticalLine, string SupervisorCode, DateOnly? ClosedOn)
{
    /// <summary>
    /// Is it a body of the township or village, so that the county leads its orders (江西 第十五条, correction C2)?
    /// Decided by kind, never by region code: a 派出所 in a township is not a township body.
    /// </summary>
    public bool IsLedByCounty => Kind is BodyKind.TownshipBody or BodyKind.VillageBody;
}
