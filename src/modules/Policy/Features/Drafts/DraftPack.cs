using System.Globalization;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>起草 — from a running or archived version, or from an uploaded file. Lands as a draft, whatever is wrong with it.</summary>
internal sealed class DraftPack(DraftDesk desk, RunningRules rules, TimeProvider clock)
{
    public async Task<Result<PackDraft>> FromVersionAsync(string? version, Actor by, CancellationToken cancel)
    {
        // parse, load
        if (!PackRef.TryParse(version, out var reference) || rules.FindCompiled(reference) is not { } compiled)
        {
            return new Refusal(RefusalKind.NotFound, "unknown-pack", "没有这个规则版本，请从列表中选择。");
        }

        if (compiled.Layers.All(l => l.Kind != LayerKind.Place))
        {
            return National;
        }

        // decide
        var sheet = PackSheet.Flatten(compiled);
        return await SaveAsync(sheet.ToYaml([.. compiled.Schema.Select(s => s.Key)]), reference.ToString(), null, by, cancel);
    }

    public Task<Result<PackDraft>> FromFileAsync(byte[] content, Actor by, CancellationToken cancel) => FromTextAsync(SourceText.Of("upload", content), null, by, cancel);

    /// <summary>A text from outside. What cannot be read as a pack at all is refused with every complaint; everything else can be mended in the editor.</summary>
    public async Task<Result<PackDraft>> FromTextAsync(SourceText source, string? signer, Actor by, CancellationToken cancel)
    {
        var complaints = new Complaints();
        if (YamlTree.Parse(source, complaints) is not { } tree)
        {
            return new Refusal(RefusalKind.Unprocessable, "not-a-pack", "文件不能读取，没有保存。", Complaints: [.. complaints.All.Select(c => c with { Field = "file" })]);
        }

        var id = tree.Text("pack.id") ?? "";
        return id == RuleSetLoader.National ? National
            : id.Length is 0 or > 20 || !id.All(char.IsAsciiLetterOrDigit)
                ? new Refusal(RefusalKind.Unprocessable, "not-a-pack", "文件中没有 pack.id（字母和数字，例如 JX），不是规则包。")
                : await SaveAsync(source.Text, "", signer, by, cancel);
    }

    private static Refusal National => new(RefusalKind.Unprocessable, "national-pack", "国家默认随程序发布，不在此起草；请起草地方规则。");

    private Task<Result<PackDraft>> SaveAsync(string body, string from, string? signer, Actor by, CancellationToken cancel)
    {
        var tree = YamlTree.Parse(new SourceText("draft", body), new Complaints())!;
        var draft = new PackDraft
        {
            Id = Ids.New(clock), PackId = tree.Text("pack.id")!, Body = body, Base = from, Signer = signer, Authors = [by.ToString()], ChangedAt = clock.Now(), EffectiveFrom = FirstDay(tree),
        };
        return desk.SaveAsync(null, draft, d => new PackDrafted(d.Id, d.PackId, d.Version, d.Hash, d.Base, d.Signer), by, cancel);
    }

    /// <summary>The first day that a text states; the loader complains about one that is none.</summary>
    public static DateOnly? FirstDay(YamlTree tree) =>
        DateOnly.TryParseExact(tree.Text("pack.effective_from"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
