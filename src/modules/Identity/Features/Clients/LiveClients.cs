using System.Collections.Concurrent;
using System.Security.Claims;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity.Features.Clients;

/// <summary>Clients by key, remembered for half a minute: thousands of calls a second must not ask the store each time.</summary>
internal sealed class LiveClients(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Client, DateTimeOffset Until)> known = [];

    /// <summary>The client whose key this is, or null. Only good keys are remembered, so bad ones cannot fill the memory.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(string key, CancellationToken cancel)
    {
        var hash = ClientKeys.Hash(key);
        var now = clock.Now();
        var name = Convert.ToHexString(hash);
        if (known.TryGetValue(name, out var entry) && entry.Until > now)
        {
            return entry.Client;
        }

        if (await LoadAsync(hash, now, cancel) is not { } client)
        {
            known.TryRemove(name, out _);
            return null;
        }

        var principal = Principal(client);
        known[name] = (principal, now + Remembered);
        return principal;
    }

    private async Task<Client?> LoadAsync(byte[] hash, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var found = await (
            from secret in db.ClientSecrets
            join owner in db.Clients on secret.ClientId equals owner.Id
            where secret.Hash == hash && owner.DisabledAt == null
            select new { Client = owner, secret.UsedAt }).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (found is not null && (found.UsedAt is null || found.UsedAt < now.AddHours(-1)))
        {
            await db.Clients.Where(c => c.Id == found.Client.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancel);
            await db.ClientSecrets.Where(s => s.Hash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), cancel);
        }

        return found?.Client;
    }

    private static ClaimsPrincipal Principal(Client client) => new(new ClaimsIdentity(
        [
            new(HouseClaims.Kind, nameof(ActorKind.Client)),
            new(HouseClaims.Subject, client.Id),
            .. client.Scopes.Select(s => new Claim(HouseClaims.Scope, s)),
            .. client.Institutions.Select(i => new Claim(HouseClaims.Institution, i)),
            .. client.Regions.Select(r => new Claim(HouseClaims.Region, r)),
        ],
        Schemes.Client));
}
