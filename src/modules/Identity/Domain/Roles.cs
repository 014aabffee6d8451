using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ui;

namespace Haochaping.Identity.Domain;

/// <summary>角色与权限对照表 — the one table of who may do what.</summary>
internal static class Roles
{
    /// <summary>What each role may do besides <see cref="Access.Staff"/>, which all may.</summary>
    public static IReadOnlyList<string> MayDo(Role role) => role switch
    {
        Role.Administrator => [Access.Administer, Access.Delegate, Access.Places, Access.Equip],
        Role.Supervisor => [Access.Supervise, Access.Hear, Access.Read, Access.Own, Access.Figures, Access.Serve, Access.Places, Access.Equip, Access.Dispatch],
        Role.Handler => [Access.Handle, Access.Hear, Access.Read, Access.Own, Access.Figures, Access.Serve, Access.Places, Access.Dispatch],
        Role.Publisher => [Access.Publish, Access.Figures],
        Role.Auditor => [Access.Audit, Access.Read, Access.Own, Access.Figures, Access.Places],
        Role.Viewer => [Access.Read, Access.Own, Access.Figures, Access.Places],
        Role.HallManager => [Access.Serve, Access.Places, Access.Equip],
        Role.WindowStaff => [Access.Serve, Access.Own],
        Role.HotlineOperator => [Access.Read, Access.Dispatch, Access.Hear],
        Role.Discipline => [Access.Leads],
        Role.Assessor or Role.Appraiser => [Access.Figures],
    };

    /// <summary>
    /// Who is judged does not judge (办理与监督评价分离, 管理和评价相分离), and who runs the system neither handles nor audits it
    /// (三员分立).
    /// </summary>
    public static IReadOnlyList<(Role, Role)> Exclusive { get; } =
    [
        (Role.Handler, Role.Supervisor),
        (Role.Handler, Role.Auditor),
        (Role.Handler, Role.Administrator),
        (Role.Administrator, Role.Auditor),
        (Role.WindowStaff, Role.Supervisor),
        (Role.WindowStaff, Role.Auditor),
        (Role.WindowStaff, Role.Administrator),
        (Role.HallManager, Role.Auditor),
        (Role.HotlineOperator, Role.Supervisor),
        (Role.Assessor, Role.Handler),
        (Role.Assessor, Role.Supervisor),
        (Role.Assessor, Role.WindowStaff),
        (Role.Discipline, Role.Handler),
        (Role.Discipline, Role.WindowStaff),
        (Role.Discipline, Role.Administrator),
    ];

    /// <summary>What is wrong with a set of roles, or null.</summary>
    public static Complaint? Complaint(IReadOnlyCollection<Role> roles) =>
        roles.Count == 0
            ? new("roles", "roles-missing", "请至少选择一个角色。")
            : Exclusive.Where(pair => roles.Contains(pair.Item1) && roles.Contains(pair.Item2))
                .Select(pair => new Complaint("roles", "roles-exclusive", $"“{Title(pair.Item1)}”与“{Title(pair.Item2)}”不能由同一人担任。"))
                .FirstOrDefault();

    /// <summary>What is wrong with the powers of an account: its roles, or that somebody reads their own ratings and is nobody.</summary>
    public static Complaint? Complaint(IReadOnlyCollection<Role> roles, StaffLink? person) =>
        Complaint(roles) ?? (roles.Contains(Role.WindowStaff) && person is null ? new("person", "person-missing", "窗口人员须关联本人：请填写“机构代码/工号”。") : null);

    /// <summary>Roles that no unit or region bounds, so that only who runs the installation gives them: they read every record of access, or publish for all.</summary>
    public static bool IsUnbounded(Role role) => role is Role.Auditor or Role.Publisher;

    /// <summary>Roles that never sign in with a password alone.</summary>
    public static bool NeedsSecondFactor(Role role) => role == Role.Administrator;

    /// <summary>Roles that may do something.</summary>
    public static IReadOnlyList<Role> Allowed(string access) => [.. Enum.GetValues<Role>().Where(role => access == Access.Staff || MayDo(role).Contains(access))];

    /// <summary>The words on the page.</summary>
    public static string Title(Role role) => role switch
    {
        Role.Administrator => Words.Key("系统管理员"),
        Role.Supervisor => Words.Key("主管部门"),
        Role.Handler => Words.Key("承办人员"),
        Role.Publisher => Words.Key("发布人员"),
        Role.Auditor => Words.Key("审计员"),
        Role.Viewer => Words.Key("查看人员"),
        Role.HallManager => Words.Key("大厅管理员"),
        Role.WindowStaff => Words.Key("窗口人员"),
        Role.HotlineOperator => Words.Key("12345 话务员"),
        Role.Assessor => Words.Key("第三方评估"),
        Role.Appraiser => Words.Key("绩效考核查看"),
        Role.Discipline => Words.Key("纪检监察"),
    };
}
