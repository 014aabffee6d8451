namespace Haochaping.Identity.Contracts;

/// <summary>角色 — what somebody may do; one account may have several, some exclude each other (see <c>Domain/Roles.cs</c>).</summary>
public enum Role
{
    /// <summary>系统管理员: accounts, clients, settings. Sees no case by that.</summary>
    Administrator,

    /// <summary>主管部门: assigns, decides appeals, reviews results.</summary>
    Supervisor,

    /// <summary>承办人员: handles rectification orders of their institution.</summary>
    Handler,

    /// <summary>发布人员: issues bulletins and public figures.</summary>
    Publisher,

    /// <summary>审计员: reads access records and proofs.</summary>
    Auditor,

    /// <summary>查看人员: reads what their scope shows.</summary>
    Viewer,

    /// <summary>大厅管理员: duty at the counter, windows and devices of their halls.</summary>
    HallManager,

    /// <summary>窗口人员: asks for ratings and reads those of their own work; the account says who they are in the catalogue.</summary>
    WindowStaff,

    /// <summary>12345 话务员: reads and passes on what comes to the hotline's desk.</summary>
    HotlineOperator,

    /// <summary>第三方评估: figures only; no text, no person.</summary>
    Assessor,

    /// <summary>绩效考核查看: figures by institution, never by rater.</summary>
    Appraiser,

    /// <summary>纪检监察: reads discipline and crime leads; no order, no case.</summary>
    Discipline,
}
