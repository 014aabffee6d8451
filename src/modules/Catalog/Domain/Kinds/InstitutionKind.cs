using Haochaping.Catalog.Domain.Importing;
using Haochaping.Ui;

namespace Haochaping.Catalog.Domain.Kinds;

/// <summary>机构.</summary>
internal static class InstitutionKind
{
    public static readonly (BodyKind Value, string[] Words)[] Bodies =
    [
        (BodyKind.GovernmentDepartment, [Words.Key("政府工作部门"), "行政机关", "工作部门"]),
        (BodyKind.DepartmentManagedBody, [Words.Key("部门管理机构")]),
        (BodyKind.AuthorisedOrganisation, [Words.Key("法律法规授权组织"), "授权组织"]),
        (BodyKind.PartyOrMassBody, [Words.Key("党群机构"), "党群部门", "党群工作机构"]),
        (BodyKind.PublicEnterprise, [Words.Key("公共服务企业"), "公用企业", "企业"]),
        (BodyKind.PublicInstitution, [Words.Key("公共服务事业单位"), "事业单位", "公共服务企事业单位"]),
        (BodyKind.PublicOrganisation, [Words.Key("其他公共服务组织")]),
        (BodyKind.ServiceAuthority, [Words.Key("政务服务管理部门"), "政务服务管理机构", "政务服务管理局", "行政审批局"]),
        (BodyKind.ServiceCentre, [Words.Key("政务服务中心"), "市民服务中心", "行政服务中心"]),
        (BodyKind.TownshipBody, [Words.Key("乡镇（街道）机构"), "乡镇", "街道", "乡镇街道", "乡镇（街道）便民服务中心"]),
        (BodyKind.VillageBody, [Words.Key("村（社区）机构"), "村", "社区", "村居", "村（社区）便民服务室"]),
        (BodyKind.CooperativeOutlet, [Words.Key("合作服务网点"), "合作网点"]),
        (BodyKind.IntermediaryMarket, [Words.Key("中介服务超市"), "网上中介服务超市"]),
        (BodyKind.Hotline, [Words.Key("12345热线"), "政务服务热线", "热线"]),
        (BodyKind.Unstated, [Words.Key("未注明")]),
    ];

    public static readonly Kind Rules = new(
        ImportKind.Institutions,
        Words.Key("机构"),
        [
            new Field("code", Words.Key("机构编码"), Cells.Code, "编码", "代码", "统一社会信用代码", "dept_code", "deptCode", "orgcode", "org_code") { Required = true, Compared = false },
            new Field("name", Words.Key("机构名称"), Cells.Name, "名称", "单位名称", "部门名称", "department", "deptName", "orgName", "org_name") { Required = true },
            new Field("kind", Words.Key("机构类型"), Cells.OneOf("机构类型", Bodies), "类型", "单位类型", "type"),
            KnownKinds.Region,
            new Field("parent", Words.Key("上级机构编码"), Cells.Code, "上级编码", "上级机构", "parent_code"),
            new Field("verticalLine", Words.Key("垂直管理系统"), Cells.Name, "垂管系统", "条线", "vertical_line"),
            new Field("supervisor", Words.Key("主管部门编码"), Cells.Code, "主管部门", "监管部门编码", "supervising_authority"),
            .. KnownKinds.Dated,
        ],
        v => v.Of("code"))
    {
        References = [KnownKinds.InRegion],
        Superior = new Reference("parent", ImportKind.Institutions, v => v.Of("parent")),
    };
}
