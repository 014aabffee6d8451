using System.Text.Json;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Publication.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Publication.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Publication.Features;

/// <summary>核验各期 — every published body still has the hash that stands in the sealed journal, and no issue is missing.</summary>
internal sealed class VerifyIssues : IVerifyRows
{
    private const string Table = "publication_issues";
    private static readonly string FactType = FactTypes.NameOf(typeof(IssuePublished));

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        var sealedIssues = await SealedAsync(db, rows, cancel);
        var seen = new HashSet<int>();
        await foreach (var row in rows.ReadAsync(db.Issues.OrderBy(i => i.Number).Select(i => new { i.Number, i.From, i.To, i.Final, i.Hash, i.Body }), cancel))
        {
            var number = (int)(row[0].Number ?? 0);
            seen.Add(number);
            if (!sealedIssues.TryGetValue(number, out var fact))
            {
                found(new(Table, $"{number}", null, "issue-unsealed", "这一期不在存证中：不是按程序发布的。"));
                continue;
            }

            if (row[5].Bytes is not { } body || Snapshot.HashOf(body) != fact.Hash)
            {
                found(new(Table, $"{number}", "body", "issue-altered", "公布的内容与存证的哈希不一致：已被改动。"));
            }

            if ((row[1].Date, row[2].Date, row[3].Flag, row[4].Text) != (fact.From, fact.To, fact.Final, fact.Hash))
            {
                found(new(Table, $"{number}", null, "issue-row-altered", "这一期的期间、状态或哈希与存证不一致：已被改动。"));
            }
        }

        foreach (var missing in sealedIssues.Keys.Except(seen).Order())
        {
            found(new(Table, $"{missing}", null, "issue-missing", "存证中有这一期，表中没有：已被删除。"));
        }
    }

    private static async Task<Dictionary<int, IssuePublished>> SealedAsync(AppDb db, RawRows rows, CancellationToken cancel)
    {
        var facts = new Dictionary<int, IssuePublished>();
        await foreach (var row in rows.ReadAsync(db.Journal.Where(e => e.Type == FactType).Select(e => new { e.Body }), cancel))
        {
            if (Read(row[0].Bytes) is { } fact)
            {
                facts.TryAdd(fact.Number, fact);
            }
        }

        return facts;
    }

    // A body that cannot be read is told by the ledger itself; here the issue then counts as not sealed.
    private static IssuePublished? Read(byte[]? body)
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope<IssuePublished>>(body, FactJson.Options)?.Fact;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
