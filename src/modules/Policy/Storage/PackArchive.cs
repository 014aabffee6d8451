using Haochaping.Kernel.Data;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Policy.Storage;

/// <summary>Where versions are kept for ever.</summary>
internal interface IPackArchive
{
    /// <summary>Keeps every pack that is not kept yet. Done before a set starts to rule.</summary>
    Task KeepAsync(IEnumerable<CompiledPack> packs, CancellationToken cancel);

    /// <summary>The stack of a version, or null.</summary>
    string? Find(PackRef reference);
}

/// <summary>The archive in the house's store, shared by all nodes.</summary>
internal sealed class PackArchive(IServiceScopeFactory scopes) : IPackArchive
{
    public async Task KeepAsync(IEnumerable<CompiledPack> packs, CancellationToken cancel)
    {
        using var scope = scopes.CreateScope();
        var kept = (await scope.ServiceProvider.GetRequiredService<AppDb>().PackVersions.Select(v => v.Reference).ToListAsync(cancel)).ToHashSet();
        foreach (var pack in packs.Where(p => !kept.Contains(p.Pack.Ref.ToString())))
        {
            await KeepAsync(new PackVersion { Reference = pack.Pack.Ref.ToString(), Stack = pack.Archived() }, cancel);
        }
    }

    public string? Find(PackRef reference)
    {
        using var scope = scopes.CreateScope();
        var text = reference.ToString();
        return scope.ServiceProvider.GetRequiredService<AppDb>().PackVersions
            .Where(v => v.Reference == text).Select(v => v.Stack).SingleOrDefault();
    }

    private async Task KeepAsync(PackVersion version, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Add(version);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (Find(PackRef.Parse(version.Reference)) is not null)
        {
            // Another node kept the same version a moment earlier: the same bytes, so nothing is lost.
        }
    }
}
