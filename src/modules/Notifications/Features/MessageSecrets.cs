using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Haochaping.Notifications.Features;

/// <summary>Seals one-time codes while they wait in the outbox: neither its page nor a copy of the database gives them away.</summary>
internal sealed class MessageSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("notifications.secret");

    public string Seal(string secret) => protector.Protect(secret);

    /// <summary>The code, or null when the key is gone: then there is nothing to send.</summary>
    public string? Open(string sealedSecret)
    {
        try
        {
            return protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
