namespace Haochaping.Catalog.Contracts;

/// <summary>导入类型 — what a file brings.</summary>
public enum ImportKind
{
    /// <summary>行政区划.</summary>
    Regions,

    /// <summary>机构.</summary>
    Institutions,

    /// <summary>事项.</summary>
    Items,

    /// <summary>大厅.</summary>
    Halls,

    /// <summary>窗口.</summary>
    Windows,

    /// <summary>平台.</summary>
    Platforms,

    /// <summary>工作人员.</summary>
    Staff,

    /// <summary>值班表.</summary>
    Roster,
}

/// <summary>导入状态.</summary>
public enum ImportState
{
    /// <summary>待预览 — the file is here, columns are not yet chosen.</summary>
    Staged,

    /// <summary>待确认 — previewed; nothing saved.</summary>
    Previewed,

    /// <summary>写入中 — confirmed; being saved in chunks.</summary>
    Confirmed,

    /// <summary>已完成.</summary>
    Saved,

    /// <summary>已过期 — not confirmed within a day; the file is gone.</summary>
    Expired,
}

/// <summary>列对应 — the user's choice: which column feeds which field, and the options.</summary>
/// <param name="Columns">Field name → column heading.</param>
/// <param name="CreateInstitutions">Items only: register institutions that are not known yet.</param>
/// <param name="EffectiveFrom">Day from which new and changed entries count, where the file has no such column.</param>
public sealed record ImportChoice(IReadOnlyDictionary<string, string> Columns, bool CreateInstitutions, DateOnly? EffectiveFrom = null);

/// <summary>What an import will do, or did.</summary>
/// <param name="Added">新增.</param>
/// <param name="Updated">更新.</param>
/// <param name="Unchanged">不变, repeated rows included.</param>
/// <param name="Rejected">拒绝.</param>
/// <param name="Institutions">机构 registered along the way.</param>
public sealed record ImportCounts(int Added, int Updated, int Unchanged, int Rejected, int Institutions)
{
    /// <summary>Rows in the file.</summary>
    public int Rows => Added + Updated + Unchanged + Rejected;
}

/// <summary>One reason why a row is rejected.</summary>
/// <param name="Line">Line in the file as an editor counts, the heading is line 1.</param>
/// <param name="Column">Heading of the column.</param>
/// <param name="Value">What stood there.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Reason">A Chinese sentence.</param>
public sealed record RejectedCell(int Line, string Column, string Value, string Code, string Reason);

/// <summary>The file as uploaded: what one needs to choose the columns.</summary>
/// <param name="Id">Key of the import.</param>
/// <param name="Headings">Column headings in order.</param>
/// <param name="Sample">First rows.</param>
/// <param name="Suggested">Field name → column heading, by Chinese and English synonyms.</param>
/// <param name="Format">For display: “CSV · GB18030 · 逗号”, “xlsx · 第一张表”.</param>
public sealed record ImportSheet(
    Guid Id, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Sample, IReadOnlyDictionary<string, string> Suggested, string Format);

/// <summary>预览 — what would happen. Nothing is saved.</summary>
/// <param name="Id">Key of the import.</param>
/// <param name="Confirmation">Stands for exactly this file, this mapping and these counts; confirming needs it.</param>
/// <param name="Counts">What would happen.</param>
/// <param name="Rejected">The first complaints, at most 200.</param>
public sealed record ImportPreview(Guid Id, string Confirmation, ImportCounts Counts, IReadOnlyList<RejectedCell> Rejected);

/// <summary>How far a running import is.</summary>
/// <param name="Done">Rows dealt with.</param>
/// <param name="Total">Rows in the file.</param>
public readonly record struct ImportProgress(int Done, int Total);
