using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.Accounts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Clients;

/// <summary>管理接入系统 — within an administrator's own scope: makes clients, changes keys with an overlap, ends clients.</summary>
internal sealed class ManageClients(AppDb db, CreateClient create, Delegation delegation)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "client-unknown", "没有这个接入系统。");
    private static readonly Refusal Beyond = new(RefusalKind.NotAllowed, "client-beyond-own-scope", "只能在本人管辖范围以内授权：请填写本辖区的机构或区域；不分机构的权限由系统管理员授予。");

    /// <summary>Those the reader may manage, with their keys, the newest first.</summary>
    public async Task<IReadOnlyList<(Client Client, IReadOnlyList<ClientSecret> Keys)>> ListAsync(StaffScope mine, CancellationToken cancel)
    {
        var keys = (await db.ClientSecrets.AsNoTracking().OrderByDescending(s => s.CreatedAt).ToListAsync(cancel)).ToLookup(s => s.ClientId);
        var found = new List<(Client, IReadOnlyList<ClientSecret>)>();
        foreach (var client in await db.Clients.AsNoTracking().OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync(cancel))
        {
            if (await MayAsync(client.Scopes, client.Institutions, client.Regions, mine, cancel))
            {
                found.Add((client, [.. keys[client.Id]]));
            }
        }

        return found;
    }

    /// <summary>Makes one. Refuses <c>client-beyond-own-scope</c>, and as <see cref="CreateClient"/>.</summary>
    public async Task<Result<ClientKey>> MakeAsync(
        string name, IReadOnlyList<string> scopes, IReadOnlyList<string> institutions, IReadOnlyList<string> regions, StaffScope mine, Actor by, CancellationToken cancel) =>
        scopes.Any(s => !ClientScopes.All.ContainsKey(s)) || !await MayAsync(scopes, institutions, regions, mine, cancel)
            ? Beyond
            : await create.RunAsync(name, scopes, institutions, regions, by, cancel);

    /// <summary>A second key beside the newest of the old ones. Foreign and missing look alike.</summary>
    public async Task<Result<ClientKey>> RotateAsync(string id, StaffScope mine, Actor by, CancellationToken cancel) =>
        await IsTheirsAsync(id, mine, cancel) ? await create.RotateAsync(id, by, cancel) : Unknown;

    /// <summary>Ends the old keys.</summary>
    public async Task<Result<Done>> RetireAsync(string id, StaffScope mine, Actor by, CancellationToken cancel) =>
        await IsTheirsAsync(id, mine, cancel) ? await create.RetireAsync(id, by, cancel) : Unknown;

    /// <summary>Ends the client.</summary>
    public async Task<Result<Done>> DisableAsync(string id, StaffScope mine, Actor by, CancellationToken cancel) =>
        await IsTheirsAsync(id, mine, cancel) ? await create.DisableAsync(id, by, cancel) : Unknown;

    private async Task<bool> IsTheirsAsync(string id, StaffScope mine, CancellationToken cancel) =>
        await db.Clients.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is { } client && await MayAsync(client.Scopes, client.Institutions, client.Regions, mine, cancel);

    private async Task<bool> MayAsync(IReadOnlyList<string> scopes, IReadOnlyList<string> institutions, IReadOnlyList<string> regions, StaffScope mine, CancellationToken cancel) =>
        (mine.IsEverything || !scopes.Any(ClientScopes.IsUnbounded)) && await delegation.CoversAsync(mine, new Powers([], institutions, regions, [], null), cancel);
}
