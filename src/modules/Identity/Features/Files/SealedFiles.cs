using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity.Features.Files;

internal sealed class SealedFiles(IKeys keys, FactTypes types, IServiceScopeFactory scopes, TimeProvider clock) : ISealedFiles
{
    private readonly List<string> naming = [.. types.All.Where(t => t.Value.IsAssignableTo(typeof(INamesFiles))).Select(t => t.Key)];

    public void Seal(AppDb db, Guid caseId, Guid entryId, IReadOnlyList<FileContent> files)
    {
        var (key, now) = (keys.Current(KeyPurposes.Vault), clock.Now());
        foreach (var file in files.DistinctBy(f => f.Hash))
        {
            db.Add(new FileRow
            {
                CaseId = caseId, EntryId = entryId, Hash = file.Hash, Type = file.Type, KeyId = key.Id, StoredAt = now,
                Box = SealedBox.Seal(key.Secret.Span, file.Content, FileBox.Context(caseId, entryId, file.Hash)),
            });
        }
    }

    public async Task PutAsync(Guid caseId, Guid entryId, IReadOnlyList<FileContent> files, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        Seal(db, caseId, entryId, files);
        await db.SaveChangesAsync(cancel);
    }

    public async Task SettleAsync(Guid caseId, Guid entryId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Files.Where(f => f.CaseId == caseId && f.EntryId == entryId).WithoutEntry(db.Journal).ExecuteDeleteAsync(cancel);
    }

    public async Task<FileContent?> OpenAsync(FileKey file, Actor by, Purpose purpose, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (await db.Files.AsNoTracking().FirstOrDefaultAsync(f => f.CaseId == file.CaseId && f.EntryId == file.EntryId && f.Hash == file.Hash, cancel) is not { } row)
        {
            return null;
        }

        if (by.Kind is ActorKind.Staff or ActorKind.Client)
        {
            var (id, now) = (Ids.New(clock), clock.Now());
            db.Add(new AccessRecord { Id = id, At = now, Actor = by.ToString(), Token = file.EntryId, Purpose = purpose, CaseId = file.CaseId });
            db.Leave(new FileRevealed(file.CaseId, file.EntryId, file.Hash, purpose), id, by, now);
            await db.SaveChangesAsync(cancel);
        }

        return FileBox.Open(keys, row.KeyId, row.Box, row.CaseId, row.EntryId, row.Hash) is { } content ? new FileContent(row.Type, content) : null;
    }

    public async Task<IReadOnlyList<NamedFile>> NamedAsync(Guid caseId, Func<INamesFiles, bool> own, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var entries = await db.Journal.AsNoTracking().Where(e => e.CaseId == caseId && naming.Contains(e.Type)).OrderBy(e => e.At).ToListAsync(cancel);
        var named = entries.Select(e => types.Read(0, e)).Where(f => own((INamesFiles)f.Fact))
            .SelectMany(f => ((INamesFiles)f.Fact).Files.Select(hash => (Key: new FileKey(caseId, f.EntryId, hash), f.At))).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var kept = await db.Files.AsNoTracking().Where(f => f.CaseId == caseId).Select(f => new { f.EntryId, f.Hash, f.Type }).ToListAsync(cancel);
        return [.. named.Select(n => new NamedFile(n.Key, n.At, kept.Find(k => k.EntryId == n.Key.EntryId && k.Hash == n.Key.Hash)?.Type))];
    }
}

/// <summary>How a file is sealed: to its case, entry and hash, so that no file can stand in another's place.</summary>
internal static class FileBox
{
    public static byte[] Context(Guid caseId, Guid entryId, string hash) => [.. caseId.ToByteArray(bigEndian: true), .. entryId.ToByteArray(bigEndian: true), .. System.Text.Encoding.ASCII.GetBytes(hash)];

    public static byte[]? Open(IKeys keys, string keyId, byte[] box, Guid caseId, Guid entryId, string hash) =>
        keys.Find(KeyPurposes.Vault, keyId) is { } key ? SealedBox.Open(key.Secret.Span, box, Context(caseId, entryId, hash)) : null;
}
