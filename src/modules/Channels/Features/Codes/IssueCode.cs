using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Codes;

/// <summary>制作场所码 — registers the code of a place, or replaces it by the next edition: what was printed before is dead from then on.</summary>
internal sealed class IssueCode(AppDb db, IPlaceList places, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "place-unknown", "没有找到这个大厅或窗口：只能为本单位和本辖区的场所制作二维码。"); // foreign and missing look alike
    private static readonly Refusal Twice = new(RefusalKind.Conflict, "place-code-changed", "这个二维码刚刚被别人更换过：请刷新后核对。");

    /// <param name="place">Hall or institution, and number of the window; no number for the hall itself.</param>
    /// <param name="known">The edition that is to be replaced; 0 for a place without a code, so that a button pressed twice makes one code.</param>
    /// <param name="scope">What the actor may see.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Result<PlaceCodeRow>> RunAsync(WindowKey place, int known, StaffScope scope, Actor by, CancellationToken cancel)
    {
        // load
        if ((await places.SeenByAsync(scope, cancel)).FirstOrDefault(p => p.Key == place) is not { } info)
        {
            return Unknown;
        }

        var id = PlaceCodeRow.KeyOf(place);
        var before = await db.PlaceCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel);

        // decide
        if ((before?.Edition ?? 0) != known)
        {
            return Twice;
        }

        // save
        var now = clock.Now();
        var next = new PlaceCodeRow { Id = id, Place = place.Place, Number = place.Number, Hall = info.Hall, Institution = info.Institution, Edition = known + 1, MadeAt = now };
        if (before is null)
        {
            db.Add(next);
        }
        else
        {
            db.Attach(before);
            db.Entry(before).CurrentValues.SetValues(next);
        }

        db.Leave(new PlaceCodeIssued(id, place.Place, place.Number, info.Institution, next.Edition), Ids.Derive("place-code", id.ToString(), next.Edition.ToString()), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return next;
        }
        catch (DbUpdateException)
        {
            return Twice; // in the same moment
        }
    }
}
