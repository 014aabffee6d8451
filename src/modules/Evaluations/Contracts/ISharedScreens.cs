using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Evaluations.Contracts;

/// <summary>
/// 公用屏幕 — self-service terminals and dedicated PCs, where the next person sees what the last one left. There the rating page keeps
/// nothing, ends without leading to a receipt page, and goes away when nobody touches it.
/// </summary>
public interface ISharedScreens
{
    /// <summary>Whether the screens of a channel are shared.</summary>
    bool Includes(ChannelKind channel);

    /// <summary>Where the page goes when it was left alone: a path of this house.</summary>
    string RestOf(ChannelKind channel);

    /// <summary>Forgets the person and says where the page goes after a rating: once, and for a short while, the receipt code stands there.</summary>
    Task<string> EndAsync(HttpContext http, ChannelKind channel, string receiptCode);

    /// <summary>终端机编号: the terminal that a task was handed to, or null.</summary>
    Task<string?> TerminalOfAsync(Guid caseId, Guid taskId, CancellationToken cancel);
}
