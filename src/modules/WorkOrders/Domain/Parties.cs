using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>责任角色用语 — what people read where a pack gives a role no local name.</summary>
internal static class Parties
{
    public static string Word(Party party) => party switch
    {
        Party.None => "无",
        Party.UndertakingUnit => "承办单位",
        Party.SameLevelAuthority => "本级政务服务管理部门",
        Party.CountyAuthority => "县级政务服务管理部门",
        Party.CityCountyAuthority => "市县政务服务管理部门",
        Party.ProvincialDepartment => "省级业务主管部门",
        Party.CityBureau => "市政务服务管理部门",
        Party.Hotline12345 => "12345 热线",
        Party.City12345 => "市 12345 平台",
        Party.Province12345 => "省 12345 平台",
        Party.CentralClassification => "统一分类交办",
        Party.SortingOfficer => "梳理专人",
        Party.PersonnelUnit => "人员管理单位",
        Party.HotlinePersonnelUnit => "热线人员管理单位",
        Party.LeadDepartment => "牵头部门",
        Party.OwnDepartment => "所在部门",
        Party.Verifier => "核实人",
        Party.ReviewerOutsideOwnUnit => "本单位以外的复核人",
        Party.ProvincialBureau => "省政务服务管理部门",
        Party.ProvinceSystem => "省级系统",
        Party.Appellant => "申诉人",
        Party.Rater => "评价人",
    };
}
