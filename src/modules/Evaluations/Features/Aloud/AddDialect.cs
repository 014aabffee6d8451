using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Aloud;

/// <summary>添加方言 — names a dialect or language; raters hear of it once all six phrases are recorded.</summary>
internal sealed class AddDialect(AppDb db)
{
    private const int Longest = 20;
    private static readonly Refusal Named = new(RefusalKind.BadRequest, "dialect-name", $"请填写方言或语言的名称，最多 {Longest} 个字。");
    private static readonly Refusal Known = new(RefusalKind.Conflict, "dialect-known", "已经有这种方言：请直接上传录音。");

    public async Task<Result<Done>> RunAsync(string? typed, CancellationToken cancel)
    {
        // parse
        if (Parsing.Clean(typed) is not { Length: <= Longest } name || name.Any(char.IsControl))
        {
            return Named;
        }

        // load, decide
        var id = DialectRow.KeyOf(name);
        if (await db.Dialects.AnyAsync(d => d.Id == id, cancel))
        {
            return Known;
        }

        // save
        db.Add(new DialectRow { Id = id, Name = name });
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return Known; // in the same moment
        }
    }
}
