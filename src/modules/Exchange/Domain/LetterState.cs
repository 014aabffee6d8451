namespace Haochaping.Exchange.Domain;

/// <summary>方向 — which way a letter goes.</summary>
internal enum Direction
{
    /// <summary>发出.</summary>
    Out,

    /// <summary>收到.</summary>
    In,
}

/// <summary>函件状态 — where a letter stands.</summary>
internal enum LetterState
{
    /// <summary>待发送: also between two attempts.</summary>
    Waiting,

    /// <summary>已送达.</summary>
    Delivered,

    /// <summary>被拒: the receiver's last word; a person looks.</summary>
    Refused,

    /// <summary>发送失败: no clear answer for days; a person looks, and later letters of the order wait behind it.</summary>
    Failed,

    /// <summary>已办理: came in and was done here.</summary>
    Applied,
}
