using Microsoft.AspNetCore.DataProtection;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>TOTP secrets at rest, under the data-protection ring and so under the key file.</summary>
internal sealed class SecondFactorSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("identity.second-factor");

    public string Seal(byte[] secret) => Convert.ToBase64String(protector.Protect(secret));

    public byte[] Open(string sealedSecret) => protector.Unprotect(Convert.FromBase64String(sealedSecret));
}
