using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Haochaping.Kernel.Facts;

/// <summary>游标 — how far a follower has read the log.</summary>
internal sealed class Cursor
{
    public required string Follower { get; init; }

    /// <summary>The next position to read.</summary>
    public long Next { get; set; }

    /// <summary>Why it stands still, if it does: type of the exception and position, never its data.</summary>
    public string? Stuck { get; set; }
}

internal sealed class CursorMap : IEntityTypeConfiguration<Cursor>
{
    public void Configure(EntityTypeBuilder<Cursor> builder)
    {
        builder.ToTable("kernel_cursors");
        builder.HasKey(c => c.Follower);
        builder.Property(c => c.Next).IsConcurrencyToken();
    }
}

/// <summary>
/// Brings every follower forward. A follower's writes and its cursor are one transaction, and the cursor is a concurrency
/// token: two runners cannot both apply a batch. A fact that a follower cannot digest stops that follower there, visibly;
/// it is never skipped.
/// </summary>
public sealed partial class FollowerRunner(IServiceScopeFactory scopes, FactTypes types, IEnumerable<FollowerEntry> followers, ILogger<FollowerRunner> log)
{
    private const int BatchSize = 2000;

    /// <summary>One round over all followers; returns how many log lines were passed.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var cursors = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Cursor>().AsNoTracking().ToDictionaryAsync(c => c.Follower, c => c.Next, cancel);
        var (passed, round) = (0, new Round(cursors, []));
        foreach (var follower in followers)
        {
            passed += await AdvanceAsync(follower, BatchSize, round, cancel);
        }

        return passed;
    }

    private async Task<int> AdvanceAsync(FollowerEntry follower, int size, Round round, CancellationToken cancel)
    {
        try
        {
            return await BatchAsync(follower, size, round, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return 0; // another node was faster; its cursor stands
        }
        catch (Exception e) when (e is not OperationCanceledException && size > 1)
        {
            // One bad fact must not hold back the good ones before it: walk singly up to it.
            var passed = 0;
            for (int step; passed < size && (step = await AdvanceAsync(follower, 1, round, cancel)) > 0; passed += step)
            {
            }

            return passed;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStuck(e, follower.Name);
            await MarkStuckAsync(follower, e, cancel);
            return 0;
        }
    }

    private async Task<int> BatchAsync(FollowerEntry follower, int size, Round round, CancellationToken cancel)
    {
        var isNew = !round.Cursors.TryGetValue(follower.Name, out var next);
        if (round.Read.TryGetValue((next, size), out var lines) && lines.Count == 0)
        {
            return 0; // nearly all stand at the same place: a quiet house is asked once
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        lines ??= round.Read[(next, size)] = await (
            from line in db.Log
            where line.Position >= next
            orderby line.Position
            join entry in db.Journal on new { line.CaseId, line.EntryId } equals new { entry.CaseId, entry.EntryId }
            select new Line(line.Position, entry)).AsNoTracking().Take(size).ToListAsync(cancel);
        if (lines.Count == 0)
        {
            return 0;
        }

        var instance = (IFollower)scope.ServiceProvider.GetRequiredService(follower.Type);
        var wanted = instance.Wants.Select(FactTypes.NameOf).ToHashSet();
        var facts = lines.Where(l => wanted.Contains(l.Entry.Type)).Select(l => l.Read ??= types.Read(l.Position, l.Entry)).ToList();
        if (facts.Count > 0)
        {
            await instance.FollowAsync(facts, db, cancel);
        }

        var cursor = new Cursor { Follower = follower.Name, Next = next };
        db.Entry(cursor).State = isNew ? EntityState.Added : EntityState.Unchanged;
        cursor.Next = lines[^1].Position + 1;
        db.Entry(cursor).Property(c => c.Stuck).IsModified = !isNew;
        await db.SaveChangesAsync(cancel);
        round.Cursors[follower.Name] = cursor.Next;
        return lines.Count;
    }

    private async Task MarkStuckAsync(FollowerEntry follower, Exception e, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Set<Cursor>().Where(c => c.Follower == follower.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Stuck, e.GetType().Name), cancel);
    }

    private sealed record Round(Dictionary<string, long> Cursors, Dictionary<(long Next, int Size), List<Line>> Read);

    private sealed record Line(long Position, JournalEntry Entry)
    {
        public Recorded<IFact>? Read { get; set; }
    }

    [LoggerMessage(LogLevel.Error, "Follower {Follower} cannot digest the fact at its cursor and stands still.")]
    private partial void LogStuck(Exception e, string follower);
}

/// <summary>How far behind the log a follower is.</summary>
/// <param name="Name">Follower.</param>
/// <param name="Behind">Log lines not yet read.</param>
/// <param name="Stuck">Kind of fault it stands still at, or null.</param>
public sealed record FollowerLag(string Name, long Behind, string? Stuck)
{
    /// <summary>Every follower's lag.</summary>
    public static async Task<IReadOnlyList<FollowerLag>> ReadAsync(AppDb db, IEnumerable<FollowerEntry> followers, CancellationToken cancel)
    {
        var size = await db.Log.MaxAsync(l => (long?)l.Position, cancel) + 1 ?? 0;
        var cursors = await db.Set<Cursor>().AsNoTracking().ToDictionaryAsync(c => c.Follower, cancel);
        return [.. followers.Select(f => cursors.TryGetValue(f.Name, out var c) ? new FollowerLag(f.Name, size - c.Next, c.Stuck) : new(f.Name, size, null))];
    }
}
