using Haochaping.Kernel.Facts;

namespace Haochaping.Channels.Contracts;

/// <summary>设备所在 — where a device stands, as facts tell it.</summary>
/// <param name="Institution">The body the window belongs to.</param>
/// <param name="Region">Its division, 12 digits.</param>
/// <param name="Hall">Hall code; empty for a counter outside halls.</param>
/// <param name="Window">窗口号.</param>
public sealed record DevicePlace(string Institution, string Region, string Hall, string Window);

/// <summary>评价器已启用 — an official confirmed the code on its screen; from now on it may rate for this window.</summary>
/// <param name="Device">The device.</param>
/// <param name="Place">Its window.</param>
/// <param name="KeyKind"><c>ecdsa</c>: a key made on the device; <c>hmac</c>: a secret handed over once.</param>
/// <param name="KeyPrint">SHA-256 of the public key, hex; of a secret empty.</param>
[Fact("device-enrolled", 1)]
public sealed record DeviceEnrolled(Guid Device, DevicePlace Place, string KeyKind, string KeyPrint) : IFact
{
    /// <summary>The device itself: it belongs to no case.</summary>
    public Guid CaseId => Device;
}

/// <summary>评价器已停用 — what was rated on it before still counts, whenever it arrives.</summary>
/// <param name="Device">The device.</param>
/// <param name="Place">Its window.</param>
[Fact("device-revoked", 1)]
public sealed record DeviceRevoked(Guid Device, DevicePlace Place) : IFact
{
    /// <summary>The device itself.</summary>
    public Guid CaseId => Device;
}

/// <summary>已邀请评价（窗口）— staff asked the person at the window to rate, on the device or by the code on the receipt (吉林 第十八条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Place">The window.</param>
/// <param name="Staff">Token of whoever served, where known.</param>
/// <param name="Channel">Code of the channel offered.</param>
/// <param name="Pack">Rule-pack version that judges the task.</param>
[Fact("staff-prompt-given", 1)]
public sealed record StaffPromptGiven(Guid CaseId, Guid TaskId, Guid Prompt, DevicePlace Place, Guid? Staff, string Channel, string Pack) : IFact;

/// <summary>评价器序号缺失 — the device counts its ratings without a gap; these had not arrived when later ones did.</summary>
/// <param name="Device">The device.</param>
/// <param name="Place">Its window.</param>
/// <param name="From">First missing number.</param>
/// <param name="To">Last missing number.</param>
[Fact("device-counter-missing", 1)]
public sealed record DeviceCounterMissing(Guid Device, DevicePlace Place, long From, long To) : IFact
{
    /// <summary>The device itself.</summary>
    public Guid CaseId => Device;
}

/// <summary>评价器序号重复 — a number came again with another rating: the device was set back to an earlier state. The rating is taken all the same.</summary>
/// <param name="Device">The device.</param>
/// <param name="Place">Its window.</param>
/// <param name="Counter">The number.</param>
/// <param name="Highest">The highest number that had arrived.</param>
[Fact("device-counter-reused", 1)]
public sealed record DeviceCounterReused(Guid Device, DevicePlace Place, long Counter, long Highest) : IFact
{
    /// <summary>The device itself.</summary>
    public Guid CaseId => Device;
}

/// <summary>评价器评价未采用 — a rating that a device delivered is not the answer; it stays listed with its reason.</summary>
/// <param name="Device">The device.</param>
/// <param name="Place">Its window.</param>
/// <param name="Rating">The rating as it was delivered.</param>
/// <param name="Counter">Its number.</param>
/// <param name="Code">Why, as a stable code.</param>
[Fact("device-rating-not-adopted", 1)]
public sealed record DeviceRatingNotAdopted(Guid Device, DevicePlace Place, Guid Rating, long Counter, string Code) : IFact
{
    /// <summary>The device itself.</summary>
    public Guid CaseId => Device;
}
