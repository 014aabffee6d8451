using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Facts;
using Haochaping.Notifications.Storage;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>
/// Every row changes one key of a throw-away pack and nothing else; through the front door, something must come out differently.
/// docs/policy-keys.md names these keys as shown here.
/// </summary>
public sealed partial class KeyEffectTests
{
    private const string Late = "default_rating.apply=true; window.supplementary.allowed=true; window.supplementary.until={length: 15, unit: natural_day}; window.supplementary.replaces_default=true";

    private static readonly (string Look, string Key, string Value, string Before)[] Rows =
    [
        ("form", "window.length", "9", ""),
        ("form", "window.unit", "working_day", ""),
        ("form", "window.roll_if_last_day_off", "true", ""),
        ("form", "form.indicators.agency", "[办事流程]", ""),
        ("form", "form.indicators.platform", "[稳定性]", ""),
        ("form", "form.indicators.staff", "[服务态度]", ""),
        ("form", "form.tags.max", "2", ""),
        ("form", "form.free_text.enabled", "false", ""),
        ("form", "form.free_text.max_chars", "50", ""),
        ("form", "form.questionnaire.enabled", "true", "form.questionnaire.items=[服务指引是否清晰]"),
        ("form", "form.questionnaire.items", "[等候是否太久, 有何改进意见]", "form.questionnaire.enabled=true"),
        ("form", "identity.private_option", "true", ""),
        ("form", "identity.real_name", "mandatory", ""),
        ("rate", "form.negative_reason", "required", ""),
        ("rate", "form.negative_grades", "[非常不满意]", ""),
        ("rate", "form.positive_grades", "[非常满意, 满意]", ""),
        ("rate", "identity.anonymous_negative_opens_order", "false", ""),
        ("rate", "work_order.triggers", "[complaint]", ""),
        ("rate", "work_order.auto_create", "false", ""),
        ("rate", "work_order.created_by", "upper_level", ""),
        ("rate", "work_order.route", "[same_level_authority, undertaking_unit]", ""),
        ("rate", "work_order.result_audit", "same_level_authority", ""),
        ("rate", "deadline.accept", "{length: 2, unit: working_day}", ""),
        ("rate", "deadline.first_reply", "{length: 9, unit: working_day}", ""),
        ("rate", "deadline.complex", "{length: 9, unit: working_day}", ""),
        ("rate", "deadline.absolute_max", "{length: 5, unit: month}", ""),
        ("rate", "contact.within", "{length: 2, unit: working_day}", ""),
        ("village", "work_order.township_village_handler", "county_authority", ""),
        ("village", "work_order.township_subtask", "rectify_only", "work_order.township_village_handler=county_authority"),
        ("online/none/decided", "completion.online_without_certificate", "certificate_signed", ""),
        ("online/paper/decided", "completion.online_with_certificate", "decision", ""),
        ("online/electronic/decided", "completion.electronic_certificate", "certificate_signed", ""),
        ("online/mailed/decided", "completion.mailed_certificate", "decision", ""),
        ("online/none/returned", "completion.returned_case", "not_completed", ""),
        ("window/none/decided", "completion.window_without_certificate", "certificate_signed", ""),
        ("window/paper/decided", "completion.window_with_certificate", "decision", ""),
        ("kiosk/none/processEnded", "completion.kiosk", "decision", ""),
        ("hotline/none/contactEnded", "completion.hotline", "decision", ""),
        ("expire", "default_rating.apply", "true", ""),
        ("expire", "default_rating.grade", "满意", "default_rating.apply=true"),
        ("expire", "window.supplementary.allowed", "false", Late),
        ("expire", "window.supplementary.until", "{length: 9, unit: natural_day}", Late),
        ("expire", "window.supplementary.replaces_default", "false", Late),
        ("messages", "reminder.sms_on_completion", "false", ""),
        ("messages", "reminder.sms_if_unrated_after_days", "5", ""),
        ("messages", "reminder.max_messages", "1", ""),
        ("messages", "reminder.sender", "province", ""),
    ];

    /// <summary>The keys shown here.</summary>
    internal static IEnumerable<string> Keys => Rows.Select(r => r.Key);

    public static TheoryData<string> Looks => [.. Rows.Select(r => r.Look.Split('/')[0]).Distinct()];

    [Theory, MemberData(nameof(Looks))]
    public async Task Changing_one_key_alone_changes_what_people_meet(string look)
    {
        await using var place = await ThrowAwayPlace.OpenAsync("2026-09-24T09:00");
        var dead = new List<string>();
        foreach (var row in Rows.Where(r => r.Look.Split('/')[0] == look))
        {
            var before = await SeenAsync(place, row.Look, Pairs(row.Before));
            var after = await SeenAsync(place, row.Look, [.. Pairs(row.Before), (row.Key, row.Value)]);
            if (before == after)
            {
                dead.Add($"{row.Key}={row.Value}: {before}");
            }
        }

        dead.ShouldBeEmpty();
    }

    private static List<(string Key, string Value)> Pairs(string text) =>
        [.. text.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => (p[0], p[1]))];

    private static async Task<string> SeenAsync(ThrowAwayPlace place, string look, IEnumerable<(string Key, string Value)> values)
    {
        await place.RuleAsync(values);
        return look switch
        {
            "form" => await FormAsync(place, await place.CaseAsync()),
            "rate" => await RatedAsync(place, await place.CaseAsync()),
            "village" => await RatedAsync(place, await place.CaseAsync(institution: "JX-VILLAGE", item: "JX-ITEM-2")),
            "expire" => await ExpiredAsync(place),
            "messages" => await MessagesAsync(place),
            _ => await InvitedAsync(place, look.Split('/')),
        };
    }

    /// <summary>What the rater sees, without what names the case or the version.</summary>
    private static async Task<string> FormAsync(ThrowAwayPlace place, string number)
    {
        var form = await place.Town.Citizen.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{await place.Town.LinkOf(number)}");
        foreach (var name in (string[])["caseNumber", "explainPath", "windowBasis", "receiptCode"])
        {
            form!.Remove(name);
        }

        return form!.ToJsonString();
    }

    /// <summary>What becomes of a “不满意” and a “基本满意”: the answers, the facts, the order with route and limits.</summary>
    private static async Task<string> RatedAsync(ThrowAwayPlace place, string number)
    {
        var bad = await place.Town.Rate(await place.Town.LinkOf(number), 2);
        var fair = await place.CaseAsync();
        await place.Town.Rate(await place.Town.LinkOf(fair), 3);
        await place.Town.SettleAsync();
        var orders = await place.Town.LookAsync(db => db.Orders.AsNoTracking().Where(o => o.CaseNumber == number).ToListAsync());
        var told = orders.Select(o => $"{string.Join('>', o.Route.Select(d => d.Party))} {o.NeedsSubtask} {string.Join(' ', o.Clocks.Select(c => $"{c.Clock}/{c.Side}:{c.LastDay:MM-dd}"))}");
        return $"{(int)bad.StatusCode} {await FactsAsync(place, fair)} {string.Join('|', told)}";
    }

    private static async Task<string> InvitedAsync(ThrowAwayPlace place, string[] how)
    {
        var number = await place.CaseAsync(how[0], how[1], how[2]);
        return ((int)(await place.Town.Client.GetAsync($"/api/v1/tasks?source=town&caseNumber={number}&channel=sms")).StatusCode).ToString();
    }

    /// <summary>What becomes of a task nobody answered, and of a rating on the tenth and the twentieth day.</summary>
    private static async Task<string> ExpiredAsync(ThrowAwayPlace place)
    {
        var (first, second) = (await place.CaseAsync(), await place.CaseAsync());
        var (firstLink, secondLink) = (await place.Town.LinkOf(first), await place.Town.LinkOf(second));
        place.Town.Clock.Advance(TimeSpan.FromDays(10));
        await place.Town.SettleAsync();
        var seen = await FactsAsync(place, first);
        var late = await place.Town.Rate(firstLink, 5);
        place.Town.Clock.Advance(TimeSpan.FromDays(10));
        await place.Town.SettleAsync();
        return $"{seen} {(int)late.StatusCode} {(int)(await place.Town.Rate(secondLink, 5)).StatusCode}";
    }

    private static async Task<string> MessagesAsync(ThrowAwayPlace place)
    {
        var (start, number) = (place.Town.Clock.GetUtcNow(), await place.CaseAsync());
        for (var day = 0; day < 7; day++)
        {
            place.Town.Clock.Advance(TimeSpan.FromDays(1));
            await place.Town.SettleAsync();
        }

        var task = (await place.Town.LookAsync(db => db.Tasks.AsNoTracking().ToListAsync())).Single(t => t.Place.CaseNumber == number);
        var sent = await place.Town.LookAsync(db => db.Outbox.AsNoTracking().Where(m => m.CaseId == task.CaseId).ToListAsync());
        return string.Join(' ', sent.OrderBy(m => m.DueAt).Select(m => $"{m.Purpose}+{(m.DueAt - start).TotalDays:0}"));
    }

    private static async Task<string> FactsAsync(ThrowAwayPlace place, string number)
    {
        var task = (await place.Town.LookAsync(db => db.Tasks.AsNoTracking().ToListAsync())).Single(t => t.Place.CaseNumber == number);
        var entries = await place.Town.LookAsync(db => db.Journal.AsNoTracking().Where(j => j.CaseId == task.CaseId).OrderBy(j => j.Type).ToListAsync());
        return $"{task.State} {string.Join(' ', entries.SelectMany(e => Said().Matches(System.Text.Encoding.UTF8.GetString(e.Body)).Select(m => m.Value)))}";
    }

    [GeneratedRegex("\"(level|isPositive|isNegative)\":[^,}]+")]
    private static partial Regex Said();
}
