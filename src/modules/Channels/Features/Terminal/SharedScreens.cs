using System.Security.Cryptography;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Terminal;

/// <summary>公用屏幕 — terminals and dedicated PCs; what stands on them is gone a minute later.</summary>
internal sealed class SharedScreens(AppDb db, ICitizenSession citizens, IDataProtectionProvider protection) : ISharedScreens
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("channels.shared-receipt").ToTimeLimitedDataProtector();

    public bool Includes(ChannelKind channel) => channel is ChannelKind.Kiosk or ChannelKind.DedicatedPc;

    public string RestOf(ChannelKind channel) => channel == ChannelKind.DedicatedPc ? "/pc" : "/done";

    public async Task<string> EndAsync(HttpContext http, ChannelKind channel, string receiptCode)
    {
        await citizens.SignOutAsync(http);
        return $"/done?of={ChannelCodes.Code(channel)}&receipt={Uri.EscapeDataString(protector.Protect(receiptCode, Life))}";
    }

    public Task<string?> TerminalOfAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        db.HandOvers.Where(h => h.CaseId == caseId && h.TaskId == taskId).Select(h => h.Terminal).FirstOrDefaultAsync(cancel);

    /// <summary>The receipt code that stands on the screen for its minute, then nothing.</summary>
    public string? ReceiptOf(string? seal)
    {
        try
        {
            return seal is null ? null : protector.Unprotect(seal);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
