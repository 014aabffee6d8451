using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Channels.Features.Devices;

/// <summary>评价器屏幕 — what a device shows now: the newest prompt of its window that nobody has answered.</summary>
internal sealed class PromptScreen(AppDb db, IRatingDesk desk, ICatalog catalog, IRulePacks packs, IConfiguration settings, Words words, TimeProvider clock)
{
    /// <summary>Whoever left without a word is gone by then.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public async Task<PromptView?> NowAsync(DeviceRow device, ContactDevice.Request wire, HttpRequest request, CancellationToken cancel)
    {
        var now = clock.Now();
        if (wire.Ended is { } ended)
        {
            await db.Prompts.Where(p => p.Id == ended && p.WindowKey == device.WindowKey && p.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, now), cancel);
        }

        var prompt = await db.Prompts.AsNoTracking()
            .Where(p => p.WindowKey == device.WindowKey && p.EndedAt == null && p.GivenAt > now - Longest && p.Channel == WindowDevice && (p.Device == null || p.Device == device.Id))
            .OrderByDescending(p => p.GivenAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync(cancel);
        if (prompt is null || !(await desk.FormAsync(prompt.CaseId, prompt.TaskId, ChannelKind.WindowDevice, cancel)).Is(out var form, out _) || form.State != "open")
        {
            return null;
        }

        if (prompt.ShownAt is null && wire.Shown == prompt.Id)
        {
            await db.Prompts.Where(p => p.Id == prompt.Id && p.ShownAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.ShownAt, now), cancel);
        }

        var rules = ToRules(packs.Get(PackRef.Parse(form.Pack)));
        IReadOnlyList<PromptChoice> grades = [.. Levels.All.Select(level => new PromptChoice(level, words[Levels.Word(level)]))];
        return new PromptView(
            prompt.Id, form.ItemName, form.CaseNumber, prompt.Window, form.Staff, form.WorkNumber, form.ClosesAt, rules with { Tags = form.Tags.Count > 0 },
            wire.Shown == prompt.Id ? null : QrPicture.Svg(LinkOf(prompt, request)))
        {
            Indicators = [.. form.Indicators.Select(name => new PromptQuestion(name, words[name], grades))],
            Questions = [.. form.Questions.Where(q => q.Choices.Count > 0).Select(q => new PromptQuestion(q.Code, words[q.Text], [.. q.Choices.Select((choice, i) => new PromptChoice(i + 1, words[choice]))]))],
            Linked = [.. form.Linked.Select(l => new PromptQuestion(l.CaseNumber, $"{l.ItemName} · {l.Unit} · {l.CaseNumber}", grades))],
            OpenQuestion = form.Questions.Where(q => q.Choices.Count == 0).Select(q => words["{0}（选填）", words[q.Text]]).FirstOrDefault(),
        };
    }

    /// <summary>演示市政务服务中心 A12.</summary>
    public async Task<string> PlaceAsync(DeviceRow device, CancellationToken cancel) =>
        $"{((await catalog.FindHallsAsync([device.Hall], cancel)).GetValueOrDefault(device.Hall)?.Name ?? (await catalog.FindInstitutionAsync(device.Institution, cancel))?.Name ?? device.Institution)} {device.Window}";

    public FormRules RulesOf(string region) => ToRules(packs.For(region, clock.Now().BusinessDate()));

    /// <summary>The person's own link, for their phone: the same task over another channel.</summary>
    private string LinkOf(PromptRow prompt, HttpRequest request) => QrPicture.Link(settings, request, desk.PathOf(prompt.CaseId, prompt.TaskId, ChannelKind.WindowQr));

    internal static readonly string WindowDevice = ChannelCodes.Code(ChannelKind.WindowDevice);

    private static FormRules ToRules(RulePack pack) => new(
        true, pack.Form.Tags.Max, pack.Form.FreeText.Enabled ? pack.Form.FreeText.MaxChars : 0, pack.Identity.PrivateOption, pack.FormComplaints(Level.VeryDissatisfied, [], 0, null, isPrivate: false).Any(c => c.Code == "reason-required"));
}

/// <summary>What the form asks for.</summary>
/// <param name="Tags">Reasons may be ticked.</param>
/// <param name="MostTags">At most so many.</param>
/// <param name="MostCharacters">Length of the text; 0: none.</param>
/// <param name="PrivateOption">不公开 may be chosen.</param>
/// <param name="ReasonRequired">A bad grade needs a reason.</param>
internal sealed record FormRules(bool Tags, int MostTags, int MostCharacters, bool PrivateOption, bool ReasonRequired);

/// <summary>评价邀请 — as the screen shows it (深圳 第十四条: item, case number, staff number and name).</summary>
/// <param name="Id">The prompt.</param>
/// <param name="Item">事项名称; empty for a visit.</param>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="Window">窗口号.</param>
/// <param name="Staff">Name on the sign.</param>
/// <param name="WorkNumber">工号.</param>
/// <param name="ClosesAt">First instant that is too late.</param>
/// <param name="Rules">The form.</param>
/// <param name="Qr">The person's own link as SVG; only until the device says that it shows the prompt.</param>
internal sealed record PromptView(Guid Id, string Item, string CaseNumber, string Window, string? Staff, string? WorkNumber, DateTimeOffset ClosesAt, FormRules Rules, string? Qr)
{
    /// <summary>指标, each on the five levels; voluntary.</summary>
    public required IReadOnlyList<PromptQuestion> Indicators { get; init; }

    /// <summary>问询项目 with answers to choose from; voluntary.</summary>
    public required IReadOnlyList<PromptQuestion> Questions { get; init; }

    /// <summary>关联业务 of a theme, each on the five levels; voluntary.</summary>
    public required IReadOnlyList<PromptQuestion> Linked { get; init; }

    /// <summary>What the free text answers, where a question has no answers of its own.</summary>
    public required string? OpenQuestion { get; init; }
}

/// <summary>选项问题 — one thing the form asks beside the grade.</summary>
/// <param name="Key">What the rating names it by.</param>
/// <param name="Text">As the screen shows it.</param>
/// <param name="Choices">The answers.</param>
internal sealed record PromptQuestion(string Key, string Text, IReadOnlyList<PromptChoice> Choices);

/// <summary>选项 — one answer.</summary>
internal sealed record PromptChoice(int Value, string Text);
