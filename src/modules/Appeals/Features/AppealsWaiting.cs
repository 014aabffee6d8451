using System.Security.Claims;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>待办的申诉 — open appeals that somebody may take a step with, whatever conflict of interest would keep them from already weighed.</summary>
internal sealed class AppealsWaiting(AppDb db, AppealDesk desk, Hands hands, Words words) : IWaitingWork
{
    // Whose turn it is depends on the pack and on who has acted: it is asked row by row, so only of the nearest.
    private const int Most = 50;

    public async Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal who, CancellationToken cancel)
    {
        var hand = await hands.OfAsync(who);
        if (!hand.Handles && !hand.Supervises)
        {
            return [];
        }

        var open = await db.Appeals.AsNoTracking().SeenBy(hand.Scope)
            .Where(a => a.State == AppealState.Filed || a.State == AppealState.Reviewing || a.State == AppealState.Proposed)
            .OrderBy(a => a.DecideBy).ThenBy(a => a.Id).Take(Most).ToListAsync(cancel);
        List<WaitingWork> waiting = [];
        foreach (var appeal in open)
        {
            if (await NextAsync(appeal, hand, cancel) is { } act)
            {
                waiting.Add(new(
                    appeal.Id, words["申诉"], appeal.Number, appeal.About.Task.Place.ItemName, appeal.About.Task.Place.InstitutionName,
                    ((appeal.State == AppealState.Filed ? appeal.EndorseBy : null) ?? appeal.DecideBy).EndOfDay(), words[act], $"/console/appeals/{appeal.Id}"));
            }
        }

        return waiting;
    }

    private async Task<string?> NextAsync(Appeal appeal, Hand hand, CancellationToken cancel)
    {
        var (rules, free) = (desk.RulesOf(appeal), appeal.Possible(desk.RulesOf(appeal), hand, []));
        if (free.All(verb => verb == "withdraw"))
        {
            return null;
        }

        return appeal.Possible(rules, hand, await desk.ConflictsAsync(appeal, rules, hand, cancel)) switch
        {
            ["endorse", ..] => Named.Word(AppealAct.Endorsed),
            ["propose", ..] => Named.Word(AppealAct.Proposed),
            ["decide", ..] => Words.Key("决定"),
            _ => null,
        };
    }
}
