using System.Text;
using Haochaping.Catalog.Contracts;
using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>演练市 — the invented city every rehearsal starts with; docs/rehearsal.md shows it. Item codes are ITEM- and the institution's code.</summary>
internal static class InventedCity
{
    /// <summary>Region of the whole invented province; no real one begins so.</summary>
    public const string Region = "99";

    /// <summary>Who plays the roles that no catalogue can know.</summary>
    public static readonly IReadOnlyDictionary<string, string> Desks = new Dictionary<string, string>
    {
        ["Hotline12345"] = "HOTLINE", ["City12345"] = "HOTLINE", ["Province12345"] = "HOTLINE-PROVINCE", ["HotlinePersonnelUnit"] = "HOTLINE-STAFF",
        ["CityBureau"] = "AUTHORITY", ["SameLevelAuthority"] = "AUTHORITY",
    };

    public static readonly IReadOnlyList<(ImportKind Kind, string Csv)> Files =
    [
        (ImportKind.Regions, """
            code,name,level,parent
            99,演练省,1,
            9901,演练市,2,99
            990102,演练区,3,9901
            990102001,演练镇,4,990102
            990102001200,演练村,5,990102001
            """),
        (ImportKind.Institutions, $"""
            机构编码,机构名称,机构类型,区划代码
            CITY,演练市审批局,政府工作部门,990100000000
            TAX,演练市税务局,政府工作部门,990100000000
            AUTHORITY,演练市政务服务局,政务服务管理部门,990100000000
            COUNTY,演练区政务服务办,政务服务管理部门,990102000000
            TOWN,演练镇便民服务中心,乡镇（街道）机构,990102001000
            VILLAGE,演练村便民服务室,村（社区）机构,990102001200
            POLICE,演练镇派出所,政府工作部门,990102001000
            HOTLINE,演练市12345热线,12345热线,990100000000
            HOTLINE-STAFF,演练市热线人员管理处,公共服务事业单位,990100000000
            HOTLINE-PROVINCE,演练省12345热线,12345热线,990000000000
            {Bureaus}
            """),
        (ImportKind.Items, """
            item_code,item_name,dept_code,area_code,task_type
            ITEM-CITY,企业登记,CITY,990100,01
            ITEM-TAX,涉税信息变更,TAX,990100,20
            ITEM-COUNTY,建房许可,COUNTY,990102,01
            ITEM-TOWN,临时救助,TOWN,990102001,20
            ITEM-VILLAGE,生育登记,VILLAGE,990102001200,20
            ITEM-POLICE,居住证签注,POLICE,990102001,20
            ITEM-HOTLINE,政策咨询,HOTLINE,990100,20
            """),
        (ImportKind.Halls, """
            大厅编码,大厅名称,大厅类型,区划代码,机构编码
            HALL,演练市政务服务中心,政务服务中心,990100,AUTHORITY
            """),
        (ImportKind.Windows, """
            大厅编码,窗口号,窗口名称,机构编码
            HALL,A01,企业开办,CITY
            HALL,B01,办税综合,TAX
            """),
        (ImportKind.Staff, """
            工号,姓名,所在机构编码,人员管理单位编码
            1001,演练人员甲,CITY,CITY
            2001,演练人员乙,TAX,AUTHORITY
            1024,演练话务员,HOTLINE,HOTLINE-STAFF
            """),
        (ImportKind.Roster, """
            大厅编码,窗口号,机构编码,工号,上岗时间
            HALL,A01,CITY,1001,2015-01-02 08:30
            HALL,B01,TAX,2001,2015-01-02 08:30
            """),
    ];

    // As many more as a scenario about ranks needs.
    private static string Bureaus => string.Join('\n', Enumerable.Range(1, 24).Select(i => $"BUREAU-{i:00},演练市第 {i} 局,政府工作部门,990100000000"));

    public static async Task PlantAsync(IServiceProvider scoped)
    {
        foreach (var (kind, csv) in Files)
        {
            await Planting.PlantAsync(scoped, kind, new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);
        }
    }
}
