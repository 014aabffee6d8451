namespace Haochaping.Notifications.Domain;

/// <summary>短信状态 — where a message stands.</summary>
internal enum MessageState
{
    /// <summary>待发送.</summary>
    Queued,

    /// <summary>发送中: a node holds it; when its time runs out another takes over.</summary>
    Sending,

    /// <summary>已发送: the gateway has it.</summary>
    Sent,

    /// <summary>已送达, as the gateway reported.</summary>
    Delivered,

    /// <summary>发送失败: waits for a person.</summary>
    Failed,

    /// <summary>无法送达, as the gateway reported: the number does not exist or cannot be reached.</summary>
    Undeliverable,

    /// <summary>已退订: the phone wants no invitations.</summary>
    OptedOut,

    /// <summary>已过期: no longer worth sending.</summary>
    Expired,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>仅演示: shown, never sent.</summary>
    Shown,
}
