using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Kinds;
using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;

namespace Haochaping.Catalog.Features;

/// <summary>A plan with what it was made from.</summary>
internal sealed record Planned(Kind Kind, Sheet Sheet, Columns Columns, ImportPlan Plan);

/// <summary>制订导入计划 — file and choice in, plan out; loads of the catalogue only what the file names.</summary>
internal sealed class PlanImport(AppDb db, Shelves shelves)
{
    public const int Chunk = 500;

    public async Task<Result<Planned>> RunAsync(Import import, ImportChoice choice, CancellationToken cancel)
    {
        if (!(await StagedFiles.ReadAsync(db, import, cancel)).Then(Sheet.Open).Is(out var sheet, out var no))
        {
            return no;
        }

        var kind = KnownKinds.Of(import.Kind);
        if (!Columns.Of(kind, sheet, choice.Columns).Is(out var columns, out no) || !Survey.Of(kind, sheet, columns).Is(out var survey, out no))
        {
            return no;
        }

        var known = await KnownAsync(kind, columns, survey, cancel);
        return new Planned(kind, sheet, columns, new ImportPlan(kind, sheet, columns, survey, known, choice.CreateInstitutions));
    }

    private async Task<Known> KnownAsync(Kind kind, Columns columns, Survey survey, CancellationToken cancel)
    {
        var known = new Dictionary<ImportKind, IReadOnlyDictionary<string, KnownEntry>>();
        foreach (var (asked, keys) in survey.Asked)
        {
            var found = new Dictionary<string, KnownEntry>();
            foreach (var chunk in keys.Chunk(Chunk))
            {
                foreach (var (key, entry) in await shelves.Of(asked).FindAsync(db, chunk, asked == kind.Id ? columns.Compared : null, cancel))
                {
                    found[key] = entry;
                }
            }

            known[asked] = found;
        }

        return new Known(known);
    }
}
