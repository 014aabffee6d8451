using System.Security.Cryptography;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>What the page shows while a second factor is set up; the secret travels sealed in the form until the first code proves it.</summary>
/// <param name="Sealed">Goes back with the form.</param>
/// <param name="Typed">For those who cannot scan.</param>
/// <param name="Svg">QR code as inline SVG.</param>
internal sealed record Enrolment(string Sealed, string Typed, string Svg);

/// <summary>设置双因素验证.</summary>
internal sealed class EnrolSecondFactor(AppDb db, SecondFactorSecret secrets, TimeProvider clock)
{
    private const int PixelsPerModule = 5;
    private static readonly Refusal No = new(RefusalKind.Unprocessable, "code-wrong", "验证码不正确，请核对手机时间后重试。");

    public Enrolment Begin(Account account) => Show(account, secrets.Seal(Totp.NewSecret()));

    /// <summary>The same secret again, after a wrong code; a form that was tampered with begins anew.</summary>
    public Enrolment Again(Account account, string sealedSecret)
    {
        try
        {
            return Show(account, sealedSecret);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return Begin(account);
        }
    }

    /// <summary>The recovery codes, shown this once.</summary>
    public async Task<Result<string[]>> ConfirmAsync(Account account, string sealedSecret, string code, CancellationToken cancel)
    {
        var now = clock.Now();
        if (Totp.StepOf(code, secrets.Open(sealedSecret), now) is not { } step)
        {
            return No;
        }

        var codes = RecoveryCodes.New();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var won = await db.Accounts.Where(a => a.Id == account.Id && a.TotpSecret == null).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.TotpSecret, sealedSecret).SetProperty(a => a.TotpStep, step).SetProperty(a => a.SignedInAt, now), cancel);
        if (won == 0)
        {
            return new Refusal(RefusalKind.Conflict, "second-factor-exists", "已设置双因素验证；如需更换，请联系管理员重置。");
        }

        await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(cancel);
        db.AddRange(codes.Select(c => new RecoveryCode { AccountId = account.Id, Hash = RecoveryCodes.Hash(account.Id, c) }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return codes;
    }

    private Enrolment Show(Account account, string sealedSecret)
    {
        var secret = secrets.Open(sealedSecret);
        using var data = QRCodeGenerator.GenerateQrCode(Totp.Uri("好差评", account.Name, secret), QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return new(sealedSecret, Totp.Base32(secret), svg.GetGraphic(PixelsPerModule));
    }
}
