using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>
/// 修改草稿 — one group of keys, or the header, as the form sent it. Everything typed is kept, right or wrong: the loader says afterwards,
/// field by field, what is wrong with it.
/// </summary>
internal sealed class EditDraft(DraftDesk desk, RunningRules rules)
{
    /// <summary>The group of the form that is not about keys.</summary>
    public const string Header = "pack";

    /// <summary>Parts of the header that an official may change; the id says which rules it is a version of.</summary>
    public static readonly IReadOnlyList<string> HeaderKeys = ["name", "document", "document_no", "status", "effective_from", "effective_to", "continued"];

    public async Task<Result<PackDraft>> RunAsync(Guid id, int? version, string group, Posted posted, Actor by, CancellationToken cancel)
    {
        // load
        if (!(await desk.OpenAsync(id, version, cancel)).Is(out var draft, out var refusal))
        {
            return refusal;
        }

        // decide
        var body = Apply(draft, group, posted);
        var first = DraftPack.FirstDay(YamlTree.Parse(new SourceText(draft.Source, body), new Complaints())!);

        // save
        return draft.Edit(body, first, by).Is(out var edited, out refusal)
            ? await desk.SaveAsync(draft, edited, d => new PackDrafted(d.Id, d.PackId, d.Version, d.Hash, d.Base, d.Signer), by, cancel)
            : refusal;
    }

    /// <summary>The text of the draft with what a form sent.</summary>
    public string Apply(PackDraft draft, string group, Posted posted)
    {
        var schema = rules.Set.National.Schema;
        IReadOnlyList<string> keys = [.. schema.Select(s => s.Key)];
        var tree = YamlTree.Parse(new SourceText(draft.Source, draft.Body), new Complaints())!;
        var sheet = PackSheet.Of(tree, keys);
        var next = group == Header
            ? sheet with { Header = WithHeader(sheet.Header, posted) }
            : With(sheet, tree, [.. schema.Where(s => GroupOf(s.Key) == group).Select(s => new Field(s.Key, s.Shape))], posted);
        return next.ToYaml(keys);
    }

    public static string GroupOf(string key) => key.Split('.')[0];

    private static Dictionary<string, string> WithHeader(IReadOnlyDictionary<string, string> header, Posted posted)
    {
        var next = header.ToDictionary(StringComparer.Ordinal);
        foreach (var key in HeaderKeys)
        {
            next[key] = posted.Line("v.pack." + key);
        }

        return next;
    }

    private static PackSheet With(PackSheet sheet, YamlTree tree, IReadOnlyList<Field> fields, Posted posted)
    {
        var (values, cites) = (sheet.Values.ToDictionary(StringComparer.Ordinal), sheet.Cites.ToDictionary(StringComparer.Ordinal));
        var readings = sheet.Readings.ToDictionary(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var cite = posted.Line(field.CiteName);
            if (field.Read(posted, tree.Find(field.Key)) is { } value)
            {
                (values[field.Key], cites[field.Key]) = (value, cite);
                continue;
            }

            // Emptied: the default holds again. Its old article and reading go with it; a new article typed beside nothing stays, and is complained about.
            values.Remove(field.Key);
            readings.Remove(field.Key);
            cites[field.Key] = cite == sheet.Cites.GetValueOrDefault(field.Key, "") ? "" : cite;
        }

        return sheet with { Values = values, Cites = cites, Readings = readings };
    }
}
