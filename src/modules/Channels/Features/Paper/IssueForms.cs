using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>发放评价表 — serial numbers for a place without equipment, printed and handed out (吉林 第十三条).</summary>
internal sealed class IssueForms(AppDb db, ICatalog catalog, IRulePacks packs, TimeProvider clock)
{
    private const int Most = 200;
    private const int MostAttempts = 6;

    /// <summary>Returns the number of the batch.</summary>
    public async Task<Result<int>> RunAsync(string? institution, string? item, int? count, Actor by, StaffScope scope, CancellationToken cancel)
    {
        // parse
        var parsing = new Parsing();
        var code = parsing.Text("institution", institution, 60, required: true) ?? "";
        var itemCode = parsing.Text("item", item, 80);
        var many = parsing.Number("count", count, 1, Most, required: true) ?? 1;
        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-batch");
        }

        // load
        var body = await catalog.FindInstitutionAsync(code, cancel);
        var about = itemCode is null ? null : await catalog.FindItemAsync(itemCode, cancel);

        // decide
        var now = clock.Now();
        if (body is null || !scope.Covers(body.Code, body.RegionCode))
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-institution", $"机构目录中没有“{code}”，或不在您的辖区：请核对机构编码。");
        }

        if (itemCode is not null && about is null)
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-item", $"事项目录中没有“{itemCode}”：请核对，或留空由办事人填写。");
        }

        if (packs.For(body.RegionCode, now.BusinessDate()).Closed(ChannelKind.PaperForm) is { } closed)
        {
            return closed;
        }

        // save
        for (var attempt = 1; ; attempt++)
        {
            var number = (await db.PaperBatches.MaxAsync(b => (int?)b.Number, cancel) ?? 0) + 1;
            var serials = Enumerable.Range(1, many).Select(place => Serial.Of(number, place)).ToList();
            var key = Ids.Derive("paper-batch", number.ToString());
            db.Add(new PaperBatchRow { Number = number, Key = key, Institution = body.Code, InstitutionName = body.Name, ItemName = about?.Name ?? "", IssuedAt = now });
            db.AddRange(serials.Select(s => new PaperFormRow { Serial = s, Batch = number, Institution = body.Code, Region = body.RegionCode, ChangedAt = now, Entries = [] }));
            db.Leave(new PaperFormsIssued(key, body.Code, body.RegionCode, serials[0], serials[^1]), Ids.Derive("paper-forms-issued", key.ToString()), by, now);
            try
            {
                await db.SaveChangesAsync(cancel);
                return number;
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                db.ChangeTracker.Clear(); // another batch in the same moment took the number
            }
        }
    }
}
