using Haochaping.Cases.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 接收外来工单 — a platform outside sends an order (海口 三(六), C19). Where the rating it is about is known here, the order is that rating's,
/// so that nobody is rectified twice; else it rests on the sender's word, and no figure about ratings has it.
/// </summary>
internal sealed class ReceiveOrder(AppDb db, OpenOrders open, FindRoute routes, ICatalog catalog, IDeadlines deadlines, FactTypes types, TimeProvider clock)
{
    private static readonly string RatedType = FactTypes.NameOf(typeof(EvaluationSubmitted));
    private static readonly Refusal Fallen = new(RefusalKind.Unprocessable, "rating-not-adopted", "这条评价经申诉不予采纳，不再生成工单：请在发送方作废该工单。");

    private static readonly Refusal Over = new(RefusalKind.Conflict, "order-closed", "这条评价的工单在本系统已经归档或作废：请核对办件编号；群众有新的诉求，请作为投诉发送。");
    private static readonly Refusal Others = new(RefusalKind.Unprocessable, "order-of-others", "这条评价已有工单，承办单位不同，或它不经贵平台转办：请核对办件编号和 unit。");

    public async Task<Result<Done>> RunAsync(string sender, string number, OrderWord word, Actor by, Action<OrderFound> beside, CancellationToken cancel)
    {
        // parse
        if (No.Missing(
            No.Text("unit", "unit-missing", word.Unit, "请填写承办单位的机构代码（unit）。", 60),
            word.Text is null ? null : No.Text("text", "text-missing", word.Text, "请填写评价内容，或不带 text。"),
            No.Unless(word is not ({ Source.Length: > 60 } or { CaseNumber.Length: > 100 } or { Item.Length: > 60 } or { Channel.Length: > 40 }), "caseNumber", "too-long", "来源、办件编号、事项编码或渠道过长。"),
            No.Unless(word.Source is null == word.CaseNumber is null, "caseNumber", "case-half", "source 和 caseNumber 须同时填写，或同时不填。")) is { } no)
        {
            return no;
        }

        // load
        if (await catalog.FindInstitutionAsync(word.Unit!, cancel) is not { } unit)
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-institution", $"机构目录中没有“{word.Unit}”：请先在“事项与机构”导入，再重发。");
        }

        var now = clock.Now();
        var grievance = await RatedAsync(word, cancel) ?? await SaidAsync(sender, number, word, unit, now, cancel);
        if ((await VoidOnAppealUpheld.FallenAsync(db, [grievance.CaseId], cancel)).Contains(grievance.Id))
        {
            return Fallen;
        }

        var rules = new Rules(open.PackOf(grievance), deadlines);
        var key = OpenOrders.KeyOf(grievance.Id);
        var there = await db.Orders.Where(o => o.CaseId == grievance.CaseId).ToListAsync(cancel);
        var order = there.Find(o => o.Id == key) ?? there.Find(o => o.Takes(grievance, rules.Pack));

        // decide
        var isNew = order is null;
        if (order is { IsOver: true })
        {
            return Over;
        }

        // Case numbers can be guessed: only who stands on its way may take part in an order that is there.
        if (order is not null && (order.Unit != word.Unit || order.Route.All(d => d.Party.ToString() != sender)))
        {
            return Others;
        }

        order ??= open.Add(db, grievance, rules, await routes.ForAsync(rules.Pack, grievance, cancel), OrderNumber.Candidates(grievance.Day, key).ElementAt(2), by); // long enough not to meet those the follower makes
        var held = new Held(db, order, rules, by, now);
        string[] words = [Named.Sender(sender), number];
        var text = word.Text is null ? null : held.Write(OrderAct.Received, word.Text, null, words);
        if (text is null)
        {
            held.Note(OrderAct.Received, words);
        }

        held.Leave(new OrderReceived(order.CaseId, order.About, now, sender, number, word.Level, text));
        var next = isNew && order.At.Party.ToString() == sender && order.Forward(rules, null, now).Is(out var passed, out _) ? passed : order;
        if (next.Hop > order.Hop)
        {
            held.Note(OrderAct.Forwarded, next.At.Name);
            held.Leave(new OrderForwarded(next.CaseId, next.About, order.Holder, next.Holder, now));
        }

        // save
        beside(new(order.CaseId, order.Id));
        return (await held.SaveAsync(next, cancel)).Then(_ => (Result<Done>)new Done());
    }

    private async Task<Grievance?> RatedAsync(OrderWord word, CancellationToken cancel)
    {
        if (word.Source is null || word.CaseNumber is null)
        {
            return null;
        }

        var caseId = CaseKeys.Case(word.Source, word.CaseNumber);
        var rated = await db.Journal.AsNoTracking().Where(e => e.CaseId == caseId && e.Type == RatedType).ToListAsync(cancel);
        return rated.Select(e => Grievance.Of(types.Read(0, e))).Where(g => g.IsNegative).MaxBy(g => g.At);
    }

    private async Task<Grievance> SaidAsync(string sender, string number, OrderWord word, InstitutionInfo unit, DateTimeOffset now, CancellationToken cancel)
    {
        var item = word.Item is null ? null : await catalog.FindItemAsync(word.Item, cancel);
        var place = new ServicePlace(
            word.Source ?? sender, word.CaseNumber ?? number, unit.RegionCode, unit.Code, unit.Name, null, word.Item ?? "", item?.Name ?? "", null, null, null, HandlingChannel.Hotline);
        var at = word.At < now ? word.At.ToHouse() : now;
        var caseId = word.CaseNumber is null ? Ids.Derive("case-outside", sender, number) : CaseKeys.Case(place.Source, place.CaseNumber);
        return new(caseId, Ids.Derive("order-outside", sender, number), null, null, true, place, 1, word.Channel ?? "", word.RealName == true, word.Private == true, null, at, at.BusinessDate());
    }
}
