using System.Security.Cryptography;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>暂存文件 — uploaded bytes in the store, in pieces, so that every node can go on with an import.</summary>
internal static class StagedFiles
{
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Each piece is a transaction of its own: no rating waits for fifty megabytes.</summary>
    public static async Task KeepAsync(AppDb db, Guid import, byte[] bytes, CancellationToken cancel)
    {
        foreach (var (number, piece) in bytes.Chunk(ImportPart.Size).Index())
        {
            db.Add(new ImportPart { ImportId = import, Number = number, Bytes = piece });
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The file, byte for byte; refused when it is gone or was never completely received.</summary>
    public static async Task<Result<byte[]>> ReadAsync(AppDb db, Import import, CancellationToken cancel)
    {
        var bytes = new List<byte>(import.Bytes);
        await foreach (var piece in db.ImportParts.AsNoTracking().Where(p => p.ImportId == import.Id).OrderBy(p => p.Number)
            .Select(p => p.Bytes).AsAsyncEnumerable().WithCancellation(cancel))
        {
            bytes.AddRange(piece);
        }

        var whole = bytes.ToArray();
        return Hash(whole) == import.FileHash
            ? whole
            : new Refusal(RefusalKind.Expired, "import-file-gone", "文件已过期或没有传完，请重新上传。");
    }
}
