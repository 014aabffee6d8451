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
}
