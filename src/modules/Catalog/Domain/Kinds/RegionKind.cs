using System.Globalization;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Ui;

namespace Haochaping.Catalog.Domain.Kinds;

/// <summary>行政区划 — code, name, level and parent; level and parent follow from the code where the file has no such column.</summary>
internal static class RegionKind
{
    /// <summary>The levels' words, from the province down.</summary>
    public static readonly string[] LevelWords = [Words.Key("省级"), Words.Key("市级"), Words.Key("县级"), Words.Key("乡镇级"), Words.Key("村级")];

    public static readonly Kind Rules = new(
        ImportKind.Regions,
        Words.Key("行政区划"),
        [
            new Field("code", Words.Key("区划代码"), Cells.Region, "代码", "编码", "行政区划代码", "area_code", "areaCode", "统计用区划代码") { Required = true, Compared = false },
            new Field("name", Words.Key("名称"), Cells.Name, "区划名称", "行政区划名称", "area_name", "areaName") { Required = true },
            new Field("level", Words.Key("层级"), Cells.Level, "级别", "区划级别"),
            new Field("parent", Words.Key("上级代码"), Cells.Region, "上级", "父级", "上级区划代码", "parent_code", "pid"),
            .. KnownKinds.Dated,
        ],
        v => v.Of("code"))
    {
        Completes = ["level", "parent"],
        Complete = Complete,
        Check = Check,
        Superior = new Reference("parent", ImportKind.Regions, v => v.Of("parent")),
        IsPlaceholder = v => v.Of("parent") == v.Of("code"),
        RankOf = v => v.Of("level"),
        FitsUnder = (own, above) => string.CompareOrdinal(above, own) < 0,
    };

    private static void Complete(Values row)
    {
        var code = row.Of("code");
        if (row.Of("level").Length == 0)
        {
            row["level"] = ((int)RegionCode.LevelOf(code)).ToString(CultureInfo.InvariantCulture);
        }

        if (row.Of("parent").Length == 0)
        {
            row["parent"] = RegionCode.ParentOf(code);
        }
    }

    private static IEnumerable<(string Field, string Code, string Reason)> Check(Values row)
    {
        var shown = (int)RegionCode.LevelOf(row.Of("code"));
        if (row.Of("parent") != row.Of("code") && row.Of("level") != shown.ToString(CultureInfo.InvariantCulture))
        {
            yield return ("level", "wrong-level", $"层级与代码不符：按代码应为第 {shown} 级。");
        }
    }
}
