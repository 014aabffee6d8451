using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>核验多余的行 — lines and tiles where none belong, and lines no signature covers.</summary>
internal sealed class StrayPass(AppDb db, RawRows rows, Action<Fault> found)
{
    public async Task RunAsync(long size, long seen, long lines, long covered, CancellationToken cancel)
    {
        await foreach (var cells in rows.ReadAsync(db.Log.Where(l => l.Position < 0 || l.Position >= size).Select(l => new { l.Position }), cancel))
        {
            seen++;
            found(new Fault("log", cells[0].Number?.ToString() ?? "?", "position", "position-outside", "封存行的位置在日志范围之外。"));
        }

        if (seen != lines)
        {
            found(new Fault("log", "?", "position", "cell-malformed", $"有 {lines - seen} 个封存行的位置无法读取或重复。"));
        }

        if (size > covered)
        {
            found(new Fault("ledger_checkpoints", Ranges.Of(covered, size - 1), null, "uncovered", "这些位置没有有效签名的校验点覆盖。"));
        }

        await foreach (var cells in rows.ReadAsync(db.Tiles.Select(t => new { t.Level, t.Ordinal }), cancel))
        {
            var fits = cells[0].Number is { } level && cells[1].Number is { } index
                && level is >= 0 and <= TileId.MaxLevel && index >= 0 && new TileId((int)level, index).Width(size) > 0;
            if (!fits)
            {
                found(new Fault("ledger_tiles", $"{cells[0].Number}/{cells[1].Number}", "level, ordinal", "tile-stray", "这里不应有散列块：编号被改，或是插入的行。"));
            }
        }
    }
}
