using System.Collections.Concurrent;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Kernel.Jobs;

/// <summary>租约 — which node may do a job until when.</summary>
internal sealed class Lease
{
    public required string Name { get; init; }

    public required Guid Holder { get; set; }

    public required DateTimeOffset Until { get; set; }
}

internal sealed class LeaseMap : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("kernel_leases");
        builder.HasKey(l => l.Name);
    }
}

/// <summary>Takes and renews leases. A lease only saves work: what a job does must be right even if two nodes did it.</summary>
public sealed class Leases(TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    private readonly Guid self = Ids.New(clock);
    private readonly ConcurrentDictionary<string, DateTimeOffset> held = new(); // nobody else can have it before then: not asked again until half is gone

    /// <summary>True when this node holds the lease for the next seconds.</summary>
    public async Task<bool> TakeAsync(AppDb db, string name, CancellationToken cancel)
    {
        var now = clock.Now();
        var until = now + Length;
        if (held.TryGetValue(name, out var mine) && mine > now + (Length / 2) && mine <= until)
        {
            return true;
        }

        var renewed = await db.Set<Lease>()
            .Where(l => l.Name == name && (l.Holder == self || l.Until < now))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, self).SetProperty(l => l.Until, until), cancel);
        held[name] = renewed == 1 ? until : default;
        if (renewed == 1 || await db.Set<Lease>().AnyAsync(l => l.Name == name, cancel))
        {
            return renewed == 1;
        }

        db.Add(new Lease { Name = name, Holder = self, Until = until });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // another node made the row in the same moment
        }
    }

    /// <summary>Gives all leases of this node back, so that another takes over at once.</summary>
    public Task ReleaseAsync(AppDb db, CancellationToken cancel) =>
        db.Set<Lease>().Where(l => l.Holder == self).ExecuteDeleteAsync(cancel);
}
