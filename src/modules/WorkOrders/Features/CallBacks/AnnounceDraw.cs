using System.Globalization;
using System.Security.Cryptography;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;

namespace Haochaping.WorkOrders.Features.CallBacks;

/// <summary>公告抽样回访 — says of which days and how many, and binds the seed, before anybody can know which orders that will be.</summary>
internal sealed class AnnounceDraw(AppDb db, ICatalog catalog, TimeProvider clock)
{
    private const int LongestDays = 366;

    public async Task<Result<CallBackDraw>> RunAsync(PostedForm form, StaffScope scope, Actor by, CancellationToken cancel)
    {
        // parse
        var (today, parsing) = (clock.Now().BusinessDate(), new Parsing());
        var place = parsing.Text("region", form.Text("region"), 12, required: true) is { } code ? await catalog.FindRegionAsync(code.PadRight(12, '0'), cancel) : null;
        if (place is null || !scope.Covers(null, place.Self.Code))
        {
            parsing.Complain("region", "region-unknown", "目录中没有这个区划，或不在您的数据范围内：请填写区划代码。");
        }

        var (first, last) = (form.Day("from"), form.Day("to"));
        if (first is null || last is null || first > last || last.Value.DayNumber - first.Value.DayNumber > LongestDays)
        {
            parsing.Complain("to", "days-reversed", "请填写办结日期的起止，从早到晚，最长一年。");
        }

        if (last < today)
        {
            parsing.Complain("to", "draw-too-late", "截止日已过：抽样须在名单形成之前公告，请把截止日定在今天或以后。");
        }

        var count = parsing.Number("size", int.TryParse(form.Text("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : null, 1, CallBackDraw.Most, required: true);
        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-draw");
        }

        // decide
        var now = clock.Now();
        var draw = new CallBackDraw
        {
            Id = Ids.New(clock), Region = place!.Self.Code, From = first!.Value, To = last!.Value, Size = count!.Value, Seed = RandomNumberGenerator.GetBytes(32), AnnouncedAt = now, AnnouncedBy = by.ToString(),
        };

        // save
        db.Add(draw);
        db.Leave(new CallBackDrawAnnounced(draw.Id, draw.Region, draw.From, draw.To, draw.Size, draw.Commitment), Ids.Derive("call-back-draw-announced", draw.Id.ToString()), by, now);
        await db.SaveChangesAsync(cancel);
        return draw;
    }
}
