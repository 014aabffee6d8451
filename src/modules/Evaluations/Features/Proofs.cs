using System.Security.Cryptography;
using Haochaping.Evaluations.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Haochaping.Evaluations.Features;

/// <summary>身份核验凭证 — short-lived, bound to one task, sealed by data protection; says only “proven”.</summary>
internal sealed class Proofs(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("evaluations.proof").ToTimeLimitedDataProtector();

    /// <summary>A proof for one task, good for thirty minutes.</summary>
    public string Issue(TaskToken task) => protector.Protect($"{task.CaseId:N}{task.TaskId:N}", TimeSpan.FromMinutes(30));

    /// <summary>Whether the text is a living proof for this very task.</summary>
    public bool IsProven(TaskToken task, string? proof)
    {
        if (string.IsNullOrEmpty(proof))
        {
            return false;
        }

        try
        {
            return protector.Unprotect(proof) == $"{task.CaseId:N}{task.TaskId:N}";
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
