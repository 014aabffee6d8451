using System.Security.Cryptography;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Contracts;

/// <summary>接入密钥 — a made client. The key is shown this once; only its hash is kept.</summary>
/// <param name="Id">Twelve hex digits.</param>
/// <param name="Key">What goes after <c>Authorization: Bearer</c>: <c>hcp_{id}_{secret}</c>.</param>
public sealed record ClientKey(string Id, string Key)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(ClientKey)} {Id}";
}

/// <summary>接入系统密钥 — behind the commands <c>create-client</c>, <c>rotate-client</c>, <c>disable-client</c>.</summary>
public sealed class CreateClient(AppDb db, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "client-unknown", "没有这个接入系统。");

    /// <summary>Makes a client. No institutions and no regions means everywhere. Refuses <c>client-malformed</c>.</summary>
    public async Task<Result<ClientKey>> RunAsync(
        string name, IReadOnlyList<string> scopes, IReadOnlyList<string> institutions, IReadOnlyList<string> regions, Actor by, CancellationToken cancel)
    {
        if (name.Trim().Length is 0 or > 100 || scopes.Count == 0 || scopes.Any(s => s.Any(c => !char.IsAsciiLetterLower(c) && c is not (':' or '-'))))
        {
            return new Refusal(RefusalKind.BadRequest, "client-malformed", "请填写系统名称（不超过 100 字）和至少一个权限范围，例如 cases:write。");
        }

        var client = new Client
        {
            Id = RandomNumberGenerator.GetHexString(12, lowercase: true),
            Name = name.Trim(),
            Scopes = [.. scopes.Distinct()],
            Institutions = [.. institutions],
            Regions = institutions.Count + regions.Count == 0 ? [StaffScope.Anywhere] : [.. regions],
            CreatedAt = clock.Now(),
        };
        db.Add(client);
        return await SaveAsync(client, AccountChange.Created, by, cancel);
    }

    /// <summary>A second key; the newest of the old ones lives on until the next rotation. Refuses <c>client-unknown</c>.</summary>
    public async Task<Result<ClientKey>> RotateAsync(string clientId, Actor by, CancellationToken cancel)
    {
        if (await db.Clients.FindAsync([clientId], cancel) is not { } client)
        {
            return Unknown;
        }

        var old = await db.ClientSecrets.Where(s => s.ClientId == clientId).OrderByDescending(s => s.CreatedAt).Skip(1).ToListAsync(cancel);
        db.RemoveRange(old);
        return await SaveAsync(client, AccountChange.SecretRotated, by, cancel);
    }

    /// <summary>Ends every key but the newest; running nodes notice within half a minute. Refuses <c>client-unknown</c>.</summary>
    public async Task<Result<Done>> RetireAsync(string clientId, Actor by, CancellationToken cancel)
    {
        if (await db.Clients.FindAsync([clientId], cancel) is not { } client)
        {
            return Unknown;
        }

        db.RemoveRange(await db.ClientSecrets.Where(s => s.ClientId == clientId).OrderByDescending(s => s.CreatedAt).Skip(1).ToListAsync(cancel));
        Leave(client, AccountChange.SecretRotated, by);
        await db.SaveChangesAsync(cancel);
        return new Done();
    }

    /// <summary>Ends a client; running nodes notice within half a minute. Refuses <c>client-unknown</c>.</summary>
    public async Task<Result<Done>> DisableAsync(string clientId, Actor by, CancellationToken cancel)
    {
        if (await db.Clients.FindAsync([clientId], cancel) is not { } client)
        {
            return Unknown;
        }

        client.DisabledAt ??= clock.Now();
        Leave(client, AccountChange.Disabled, by);
        await db.SaveChangesAsync(cancel);
        return new Done();
    }

    private async Task<ClientKey> SaveAsync(Client client, AccountChange change, Actor by, CancellationToken cancel)
    {
        var (key, hash) = ClientKeys.New(client.Id);
        db.Add(new ClientSecret { Hash = hash, ClientId = client.Id, CreatedAt = clock.Now() });
        Leave(client, change, by);
        await db.SaveChangesAsync(cancel);
        return new(client.Id, key);
    }

    private void Leave(Client client, AccountChange change, Actor by) =>
        db.Leave(new AccountChanged(Ids.Derive("client", client.Id), change, client.Scopes, client.Institutions, client.Regions, [], null), Ids.New(clock), by, clock.Now());
}
