using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Haochaping.Channels.Features.Codes;

/// <summary>验证步骤 — between asking for a code and typing it in: which task it was sent for, sealed, ten minutes; the step for nobody looks the same.</summary>
internal sealed class PhoneSteps(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("channels.phone-step").ToTimeLimitedDataProtector();

    public string Seal(Guid? caseId, Guid? taskId) => protector.Protect($"{caseId ?? Guid.Empty:N}{taskId ?? Guid.Empty:N}", Life);

    /// <summary>Null when forged or too old.</summary>
    public (Guid CaseId, Guid TaskId)? Open(string? step)
    {
        try
        {
            return protector.Unprotect(step ?? "") is { Length: 64 } text ? (Guid.Parse(text[..32]), Guid.Parse(text[32..])) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
