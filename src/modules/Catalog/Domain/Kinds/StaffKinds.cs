using Haochaping.Catalog.Domain.Importing;
using Haochaping.Ui;

namespace Haochaping.Catalog.Domain.Kinds;

/// <summary>工作人员、值班表.</summary>
internal static class StaffKinds
{
    /// <summary>A person is known by personnel unit and 工号, so a posting to another window or unit does not make a new person.</summary>
    public static readonly Kind Staff = new(
        ImportKind.Staff,
        Words.Key("工作人员"),
        [
            WorkNumber,
            new Field("name", Words.Key("姓名"), Cells.Name, "显示姓名", "工作人员", "staff_name", "proManager") { Required = true },
            new Field("institution", Words.Key("所在机构编码"), Cells.Code, "机构编码", "所在单位", "单位编码", "dept_code", "deptCode") { Required = true },
            new Field("personnelUnit", Words.Key("人员管理单位编码"), Cells.Code, "人员管理单位", "派出单位", "personnel_unit"),
            .. KnownKinds.Dated,
        ],
        v => new StaffKey(v.Of("personnelUnit"), v.Of("workNumber")).ToString())
    {
        Completes = ["personnelUnit"],
        Complete = v => v["personnelUnit"] = v.Of("personnelUnit") is { Length: > 0 } unit ? unit : v.Of("institution"),
        References =
        [
            new Reference("institution", ImportKind.Institutions, v => v.Of("institution")),
            new Reference("personnelUnit", ImportKind.Institutions, v => v.Of("personnelUnit")),
        ],
    };

    public static readonly Kind Roster = new(
        ImportKind.Roster,
        Words.Key("值班表"),
        [
            new Field("place", Words.Key("大厅编码"), Cells.Code, "大厅", "hallCode", "hall_code", "hall") { Required = true, Compared = false },
            new Field("window", Words.Key("窗口号"), Cells.Code, "窗口", "窗口编号", "windowNo", "window_no", "number") { Required = true, Compared = false },
            new Field("institution", Words.Key("机构编码"), Cells.Code, "单位编码", "所在机构编码", "人员管理单位编码", "dept_code") { Required = true, Compared = false },
            WorkNumber,
            new Field("from", Words.Key("上岗时间"), Cells.Instant, "开始时间", "起", "start_time") { Required = true, Compared = false },
            new Field("to", Words.Key("离岗时间"), Cells.Instant, "结束时间", "止", "end_time"),
        ],
        v => $"{WindowOf(v)}|{PersonOf(v)}|{v.Of("from")}")
    {
        References = [new Reference("window", ImportKind.Windows, WindowOf), new Reference("workNumber", ImportKind.Staff, PersonOf)],
        Check = v => v.Of("to") is { Length: > 0 } to && string.CompareOrdinal(to, v.Of("from")) <= 0
            ? [("to", "ends-before-it-begins", "离岗时间不晚于上岗时间。")]
            : [],
    };

    private static Field WorkNumber => new("workNumber", Words.Key("工号"), Cells.Code, "人员编号", "workNo", "work_no", "work_number", "proManagerNo") { Required = true, Compared = false };

    private static string WindowOf(Values row) => new WindowKey(row.Of("place"), row.Of("window")).ToString();

    private static string PersonOf(Values row) => new StaffKey(row.Of("institution"), row.Of("workNumber")).ToString();
}
