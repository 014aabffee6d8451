using System.Text;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>导出规则包 — a running or archived version, or a draft, as one signed file for another place.</summary>
internal sealed class ExportPack(DraftDesk desk, RunningRules rules, ISignedTexts signatures) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/rules/export", async (string? pack, Guid? draft, ExportPack slice, CancellationToken cancel) => (await slice.RunAsync(pack, draft, cancel)).Is(out var file, out var refusal)
            ? Results.File(Encoding.UTF8.GetBytes(file.Text), "application/yaml; charset=utf-8", file.Name)
            : refusal.ToProblem())
        .WithName("export-pack").RequireAuthorization(Access.Administer).ExcludeFromDescription();

    private sealed record SignedFile(string Name, string Text);

    private async Task<Result<SignedFile>> RunAsync(string? version, Guid? draft, CancellationToken cancel)
    {
        if (draft is { } id)
        {
            return await desk.FindAsync(id, cancel) is { } found ? Sign(found.FileName, found.Body) : DraftDesk.Unknown;
        }

        return PackRef.TryParse(version, out var reference) && rules.FindCompiled(reference) is { } compiled && compiled.Layers.Any(l => l.Kind == LayerKind.Place)
            ? Sign($"{reference.Id}-{reference.Version.Replace('+', '-')}.yaml", PackSheet.Flatten(compiled).ToYaml([.. compiled.Schema.Select(s => s.Key)]))
            : new Refusal(RefusalKind.NotFound, "unknown-pack", "没有这个规则版本，请从列表中选择。");
    }

    private Result<SignedFile> Sign(string name, string body) =>
        new SignedFile(name, signatures.Sign(SignedPack.Purpose, SignedPack.Write(body, signatures.KeyOf(SignedPack.Purpose))));
}

/// <summary>签名规则包 — a pack file whose first line names the key that signed it; the signature stands below, as in any signed note.</summary>
internal static class SignedPack
{
    public const string Purpose = "packs";

    private const string FirstLine = "# 规则包签名公钥 ";

    public static string Write(string body, string key) => $"{FirstLine}{key}\n{(body.StartsWith(FirstLine, StringComparison.Ordinal) ? body[(body.IndexOf('\n') + 1)..] : body)}";

    /// <summary>The key a file says it was signed with, or null where it is no signed file.</summary>
    public static string? KeyIn(string text) =>
        text.StartsWith(FirstLine, StringComparison.Ordinal) ? text[FirstLine.Length..].Split('\n')[0].Trim() : null;
}
