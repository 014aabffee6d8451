using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.WorkOrders.Domain;

/// <summary>责任角色用语 — what people read where a pack gives a role no local name.</summary>
internal static class Parties
{
    public static string Word(Party party) => party switch
    {
        Party.None => Words.Key("无"),
        Party.UndertakingUnit => Words.Key("承办单位"),
        Party.SameLevelAuthority => Words.Key("本级政务服务管理部门"),
        Party.CountyAuthority => Words.Key("县级政务服务管理部门"),
        Party.CityCountyAuthority => Words.Key("市县政务服务管理部门"),
        Party.ProvincialDepartment => Words.Key("省级业务主管部门"),
        Party.CityBureau => Words.Key("市政务服务管理部门"),
        Party.Hotline12345 => Words.Key("12345 热线"),
        Party.City12345 => Words.Key("市 12345 平台"),
        Party.Province12345 => Words.Key("省 12345 平台"),
        Party.CentralClassification => Words.Key("统一分类交办"),
        Party.SortingOfficer => Words.Key("梳理专人"),
        Party.PersonnelUnit => Words.Key("人员管理单位"),
        Party.HotlinePersonnelUnit => Words.Key("热线人员管理单位"),
        Party.LeadDepartment => Words.Key("牵头部门"),
        Party.OwnDepartment => Words.Key("所在部门"),
        Party.Verifier => Words.Key("核实人"),
        Party.ReviewerOutsideOwnUnit => Words.Key("本单位以外的复核人"),
        Party.ProvincialBureau => Words.Key("省政务服务管理部门"),
        Party.ProvinceSystem => Words.Key("省级系统"),
        Party.Appellant => Words.Key("申诉人"),
        Party.Rater => Words.Key("评价人"),
    };
}
