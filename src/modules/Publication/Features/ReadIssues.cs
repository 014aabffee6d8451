using Haochaping.Kernel.Data;
using Haochaping.Publication.Domain;
using Haochaping.Publication.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Publication.Features;

/// <summary>One line of the list of issues.</summary>
internal sealed record IssueLine(int Number, Period Period, bool Final, int? Replaces, DateTimeOffset GeneratedAt, string Hash);

/// <summary>An issue as its page needs it.</summary>
/// <param name="Line">What the list says.</param>
/// <param name="Snapshot">What the bytes say.</param>
/// <param name="Intact">The bytes still have the hash they were published with.</param>
/// <param name="ReplacedBy">A later issue about the same days.</param>
internal sealed record PublishedIssue(IssueLine Line, Snapshot Snapshot, bool Intact, int? ReplacedBy);

/// <summary>查阅 — published issues; nothing else is ever shown to the public.</summary>
internal sealed class ReadIssues(AppDb db)
{
    /// <summary>All issues, newest first.</summary>
    public Task<List<IssueLine>> AllAsync(CancellationToken cancel) => db.Issues.AsNoTracking()
        .OrderByDescending(i => i.Number)
        .Select(i => new IssueLine(i.Number, new(i.From, i.To), i.Final, i.Replaces, i.GeneratedAt, i.Hash))
        .ToListAsync(cancel);

    /// <summary>One issue, or the newest; null where there is none.</summary>
    public async Task<PublishedIssue?> OneAsync(int? number, CancellationToken cancel)
    {
        var row = await db.Issues.AsNoTracking().Where(i => number == null || i.Number == number).OrderByDescending(i => i.Number).FirstOrDefaultAsync(cancel);
        if (row is null)
        {
            return null;
        }

        var later = await db.Issues.AsNoTracking().Where(i => i.Replaces == row.Number).Select(i => (int?)i.Number).FirstOrDefaultAsync(cancel);
        var line = new IssueLine(row.Number, new(row.From, row.To), row.Final, row.Replaces, row.GeneratedAt, row.Hash);
        return new(line, Snapshot.Read(row.Body), Snapshot.HashOf(row.Body) == row.Hash, later);
    }

    /// <summary>The very bytes of an issue and their hash, or null.</summary>
    public async Task<(byte[] Body, string Hash)?> BytesAsync(int number, CancellationToken cancel) =>
        await db.Issues.AsNoTracking().SingleOrDefaultAsync(i => i.Number == number, cancel) is { } row ? (row.Body, row.Hash) : null;
}
