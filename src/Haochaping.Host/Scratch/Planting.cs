using Haochaping.Catalog.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;

namespace Haochaping.Host.Scratch;

/// <summary>种下目录 — an invented catalogue, brought in by the product's own import; the four steps in one.</summary>
internal static class Planting
{
    private static readonly DateOnly Since = new(2015, 1, 1);

    /// <summary>Imports one file; returns the cells it would reject, and then saves nothing.</summary>
    public static async Task<Result<List<RejectedCell>>> TryAsync(IServiceProvider scoped, ImportKind kind, Stream csv, CancellationToken cancel)
    {
        var import = scoped.GetRequiredService<CatalogImport>();
        if (!(await import.StageAsync(kind, kind + ".csv", csv, Actor.House, cancel)).Is(out var sheet, out var no)
            || !(await import.PreviewAsync(sheet.Id, new ImportChoice(sheet.Suggested, CreateInstitutions: false, Since), cancel)).Is(out var preview, out no))
        {
            return no;
        }

        if (preview.Counts.Rejected > 0)
        {
            return preview.Rejected.ToList();
        }

        return (await import.ConfirmAsync(sheet.Id, preview.Confirmation, Actor.House, cancel)).Is(out _, out no)
            && (await import.SaveAsync(sheet.Id, null, cancel)).Is(out _, out no)
            ? new List<RejectedCell>()
            : no;
    }

    /// <summary>Imports a file of ours; a row that is rejected is an error of the file.</summary>
    public static async Task PlantAsync(IServiceProvider scoped, ImportKind kind, Stream csv, CancellationToken cancel)
    {
        if ((await TryAsync(scoped, kind, csv, cancel)).Value is { Count: > 0 } rejected)
        {
            throw new InvalidOperationException($"{kind}: {string.Join("; ", rejected.Select(r => $"{r.Line} {r.Column} {r.Reason}"))}");
        }
    }
}
