using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>
/// 导入规则包 — a signed file from another place, or a plain YAML file; either lands as a draft. The signature must fit; a key that is not
/// this house's and not among <c>Policy:TrustedKeys</c> is accepted with its fingerprint, told by the other place on another way.
/// </summary>
internal sealed class ImportPack(DraftPack draft, ISignedTexts signatures, IConfiguration settings)
{
    public async Task<Result<PackDraft>> RunAsync(byte[] content, string? fingerprint, Actor by, CancellationToken cancel)
    {
        var source = SourceText.Of("upload", content);
        if (source.Fault is not null || SignedPack.KeyIn(source.Text) is not { } key)
        {
            return await draft.FromTextAsync(source, null, by, cancel);
        }

        return signatures.Open(source.Text, key).Is(out var text, out var refusal) && IsTrusted(key, fingerprint).Is(out _, out refusal)
            ? await draft.FromTextAsync(source with { Text = text }, key.Split('+')[0], by, cancel)
            : refusal;
    }

    private Result<Done> IsTrusted(string key, string? told)
    {
        var own = signatures.Fingerprint(key)!;
        var known = settings.GetSection("Policy:TrustedKeys").GetChildren().Select(c => c.Value).Append(signatures.KeyOf(SignedPack.Purpose)).Contains(key);
        return known || string.Equals(told?.Trim(), own, StringComparison.OrdinalIgnoreCase)
            ? new Done()
            : new Refusal(
                RefusalKind.Unprocessable, "signer-unknown", $"签名有效，但签名方“{key.Split('+')[0]}”不在已知之列。公钥指纹 {own}：请向对方另行核对，一致则填入“公钥指纹”后重新上传。");
    }
}
