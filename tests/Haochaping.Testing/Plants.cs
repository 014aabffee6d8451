using System.Text;
using Haochaping.Catalog.Contracts;
using Haochaping.Host.Scratch;

namespace Haochaping.Testing;

/// <summary>The invented bodies, items, windows and people of every Town, planted through the product's own import.</summary>
public static class Plants
{
    private static readonly (ImportKind Kind, string Csv)[] Files =
    [
        (ImportKind.Regions, """
            code,name,level,parent
            36,江西省,1,
            3601,南昌市,2,36
            360102,东湖区,3,3601
            360102001,演示镇,4,360102
            360102001200,演示村,5,360102001
            44,广东省,1,
            4403,深圳市,2,44
            440305,南山区,3,4403
            """),
        (ImportKind.Institutions, """
            机构编码,机构名称,机构类型,区划代码
            JX-CITY,演示市审批局,政府工作部门,360100000000
            JX-AUTH,演示市政务服务局,政务服务管理部门,360100000000
            JX-COUNTY,演示区政务服务办,政务服务管理部门,360102000000
            JX-VILLAGE,演示村便民服务室,村（社区）机构,360102001200
            JX-POLICE,演示镇派出所,政府工作部门,360102001000
            SZ-CITY,演示市人社局,政府工作部门,440300000000
            SZ-AUTH,演示市政数局,政务服务管理部门,440300000000
            SZ-12345,演示市12345热线,12345热线,440300000000
            """),
        (ImportKind.Items, """
            item_code,item_name,dept_code,area_code,task_type
            JX-ITEM-1,个体工商户设立登记,JX-CITY,360100,01
            JX-ITEM-2,生育登记,JX-VILLAGE,360102001200,20
            JX-ITEM-3,居住证签注,JX-POLICE,360102001,20
            SZ-ITEM-1,社会保险登记,SZ-CITY,440300,20
            """),
        (ImportKind.Halls, """
            大厅编码,大厅名称,大厅类型,区划代码,机构编码
            JX-HALL,演示市政务服务中心,政务服务中心,360100,JX-AUTH
            SZ-HALL,演示市行政服务大厅,政务服务中心,440300,SZ-AUTH
            """),
        (ImportKind.Windows, """
            大厅编码,窗口号,窗口名称,机构编码
            JX-HALL,A12,企业开办,JX-CITY
            SZ-HALL,B07,社保综合,SZ-CITY
            """),
        (ImportKind.Staff, """
            工号,姓名,所在机构编码,人员管理单位编码
            1024,演示人员甲,JX-CITY,JX-CITY
            2048,演示人员乙,SZ-CITY,SZ-AUTH
            3072,演示话务员,SZ-12345,SZ-AUTH
            """),
    ];

    /// <summary>Imports every file.</summary>
    public static async Task PlantAsync(IServiceProvider scoped)
    {
        foreach (var (kind, csv) in Files)
        {
            await Planting.PlantAsync(scoped, kind, new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);
        }
    }
}
