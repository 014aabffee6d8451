using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Vault;

internal sealed class VaultCheck(AppDb db, IKeys keys) : IVaultCheck
{
    private static readonly string[] Purposes = [KeyPurposes.Vault, KeyPurposes.VaultIndex];
    private static readonly Refusal Wrong = new(RefusalKind.Unprocessable, "vault-key-wrong",
        "密钥文件与数据库不匹配：保险库中已有个人信息，但缺少其密钥。请恢复正确的密钥文件（key import）后再启动。");

    public async Task<Result<Done>> RunAsync(CancellationToken cancel)
    {
        var checks = await db.VaultChecks.ToListAsync(cancel);
        if (await MisfitAsync(checks, cancel))
        {
            return Wrong;
        }

        var wrong = checks.Where(check => !Opens(check)).ToList();
        db.RemoveRange(wrong);
        db.AddRange(Purposes
            .Select(keys.Current)
            .Where(key => checks.Except(wrong).All(c => c.KeyId != key.Id))
            .Select(key => new VaultCheckText { Purpose = key.Purpose, KeyId = key.Id, Box = SealedBox.Seal(key.Secret.Span, "haochaping"u8, Context(key.Purpose)) }));
        return await SaveAsync(cancel);
    }

    public async Task<Result<Done>> LookAsync(CancellationToken cancel) =>
        await MisfitAsync(await db.VaultChecks.AsNoTracking().ToListAsync(cancel), cancel) ? Wrong : new Done();

    // A key that does not open its text, or a purpose without any: harmless only while nobody and no file is in the vault.
    private async Task<bool> MisfitAsync(IReadOnlyList<VaultCheckText> checks, CancellationToken cancel) =>
        (checks.Any(check => !Opens(check)) || Purposes.Any(purpose => checks.All(c => c.Purpose != purpose))) && (await db.VaultPersons.AnyAsync(cancel) || await db.Files.AnyAsync(cancel));

    // Two nodes that start together note the same keys; the second finds them noted.
    private async Task<Result<Done>> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return (await db.VaultChecks.AsNoTracking().ToListAsync(cancel)) is { Count: > 0 } noted && noted.All(Opens) ? new Done() : Wrong;
        }
    }

    private bool Opens(VaultCheckText check) =>
        keys.Find(check.Purpose, check.KeyId) is { } key && SealedBox.Open(key.Secret.Span, check.Box, Context(check.Purpose)) is not null;

    private static byte[] Context(string purpose) => System.Text.Encoding.UTF8.GetBytes("check:" + purpose);
}
