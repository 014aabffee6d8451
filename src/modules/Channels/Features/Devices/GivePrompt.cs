using Haochaping.Cases.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>请评价 — puts a completed service on the device of its window, or notes that the receipt with its code was handed over. Every prompt is on record.</summary>
internal sealed class GivePrompt(AppDb db, IRatingDesk desk, ICases cases, ICatalog catalog, IRulePacks packs, Bells bells, TimeProvider clock) : ISlice
{
    private static readonly Refusal NoTask = new(RefusalKind.NotFound, "task-not-found", "没有可评价的服务：请核对办件编号，并确认已办结并汇聚。");
    private static readonly Refusal Rated = new(RefusalKind.Conflict, "already-rated", "这次服务已经评价过，不必再请评价。");
    private static readonly Refusal Closed = new(RefusalKind.Expired, "window-closed", "评价已截止，不能再请评价。");
    private static readonly Refusal NoWindow = new(RefusalKind.BadRequest, "window-needed", "不知道是哪个窗口：请填写大厅（或机构）代码和窗口号，或评价器序列号。");
    private static readonly Refusal NoDevice = new(RefusalKind.NotFound, "no-device", "这个窗口没有使用中的评价器：请打印带二维码的回执，或在“评价器”中登记设备。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/devices/prompts", async (HttpContext http, GivePrompt slice, CancellationToken cancel) =>
            (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var wire, out var refusal)
                ? (await slice.RunAsync(wire, ChannelKind.WindowDevice, http.User.ToScope(), http.User.ToActor(), cancel)).Then<Answer>(p => new Answer(p.Id, p.GivenAt)).ToAnswer(201)
                : refusal.ToProblem())
        .WithName("give-prompt").WithSummary("请评价：把已办结的一件推送到窗口评价器；hall（或 institution）与 window，或 serial，缺省按办件所在窗口")
        .Accepts<Request>("application/json").Produces<Answer>(201).ProducesProblem(404).ProducesProblem(409)
        .RequireAuthorization(Access.Scope("cases:write"));

    /// <summary>The prompt; the same again while it still stands.</summary>
    public async Task<Result<PromptRow>> RunAsync(Request wire, ChannelKind channel, StaffScope scope, Actor by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(wire.CaseNumber))
        {
            return new Refusal(RefusalKind.BadRequest, "required", "办件编号（caseNumber）不能为空。");
        }

        if (!(await TaskAsync(wire, scope, cancel)).Is(out var task, out var refusal))
        {
            return refusal;
        }

        var pack = packs.Get(PackRef.Parse(task.Pack));
        if (!pack.Reminder.StaffPrompt)
        {
            return new Refusal(RefusalKind.Unprocessable, "staff-prompt-off", "本地规则没有窗口请评价这一项。", pack.Value("reminder.staff_prompt").Basis);
        }

        if (!(await PlaceAsync(wire, task, scope, channel, cancel)).Is(out var place, out refusal))
        {
            return refusal;
        }

        var now = clock.Now();
        var standing = await db.Prompts.Where(p => p.WindowKey == place.Key && p.EndedAt == null && p.GivenAt > now - PromptScreen.Longest).OrderByDescending(p => p.GivenAt).ToListAsync(cancel);
        var code = ChannelCodes.Code(channel);
        if (standing.Find(p => p.TaskId == task.TaskId && p.Channel == code && p.Device == place.Device) is { } again)
        {
            bells.Ring(place.Key);
            return again;
        }

        standing.ForEach(p => p.EndedAt = now); // the next person is here
        var prompt = new PromptRow
        {
            Id = Ids.New(clock), CaseId = task.CaseId, TaskId = task.TaskId, CaseNumber = task.Place.CaseNumber, Institution = place.Of.Institution, Region = place.Of.Region, Hall = place.Of.Hall,
            Window = place.Of.Window, WindowKey = place.Key, Device = place.Device, Staff = task.Place.Staff, Channel = code, GivenAt = now,
        };
        db.Add(prompt);
        db.Leave(new StaffPromptGiven(task.CaseId, task.TaskId, prompt.Id, place.Of, task.Place.Staff, code, task.Pack), Ids.Derive("staff-prompt", prompt.Id.ToString()), by, now);
        await db.SaveChangesAsync(cancel);
        bells.Ring(place.Key);
        return prompt;
    }

    private async Task<Result<RatableTask>> TaskAsync(Request wire, StaffScope scope, CancellationToken cancel)
    {
        var number = wire.CaseNumber!.Trim();
        IReadOnlyList<Guid> named = string.IsNullOrWhiteSpace(wire.Source) ? await cases.FindAsync(number, cancel) : [CaseKeys.Case(wire.Source.Trim(), number)];
        var tasks = (named.Count == 0 ? [] : await desk.FindAsync(new() { Cases = named }, cancel)).Where(t => scope.Covers(t.Place.Institution, t.Place.Region, t.Place.Hall, t.Place.Staff)).ToList();
        var best = tasks.Find(t => t.State == "open" && t.Kind.IsWhole) ?? tasks.Find(t => t.State == "open");
        return best is not null ? best
            : tasks.Count == 0 ? NoTask // foreign and missing look alike
            : tasks.Exists(t => t.State == "answered") ? Rated
            : Closed;
    }

    private async Task<Result<Standing>> PlaceAsync(Request wire, RatableTask task, StaffScope scope, ChannelKind channel, CancellationToken cancel)
    {
        var devices = db.Devices.AsNoTracking().Where(d => d.State == DeviceState.Active);
        if (!string.IsNullOrWhiteSpace(wire.Serial))
        {
            var named = await devices.FirstOrDefaultAsync(d => d.Serial == wire.Serial.Trim(), cancel);
            return named is not null && scope.Covers(named.Institution, named.Region, named.Hall) ? new Standing(named.Place, named.WindowKey, named.Id) : NoDevice;
        }

        var at = wire.Hall ?? wire.Institution ?? task.Place.Hall ?? task.Place.Institution;
        if ((wire.Window ?? task.Place.Window) is not { } number || await catalog.FindWindowAsync(at, number, cancel) is not { } window || !await MayUseAsync(window, task, scope, cancel))
        {
            return NoWindow;
        }

        if (channel == ChannelKind.WindowDevice && !await devices.AnyAsync(d => d.WindowKey == window.Key, cancel))
        {
            return NoDevice;
        }

        return new Standing(new DevicePlace(window.InstitutionCode, task.Place.Region, window.HallCode, window.Number), window.Key, null);
    }

    // The window where the service was, wherever that is; any other only within the scope.
    private async Task<bool> MayUseAsync(WindowInfo window, RatableTask task, StaffScope scope, CancellationToken cancel)
    {
        var own = task.Place.Window is { } number ? await catalog.FindWindowAsync(task.Place.Hall ?? task.Place.Institution, number, cancel) : null;
        return own?.Key == window.Key
            || (await catalog.FindInstitutionAsync(window.InstitutionCode, cancel) is { } body && scope.Covers(body.Code, body.RegionCode, window.HallCode));
    }

    private sealed record Standing(DevicePlace Of, string Key, Guid? Device);

    /// <summary>Which service, at which window.</summary>
    internal sealed record Request
    {
        public string? Institution { get; init; }

        public string? Hall { get; init; }

        public string? Window { get; init; }

        /// <summary>Serial number of a device, instead of the window.</summary>
        public string? Serial { get; init; }

        public string? Source { get; init; }

        public string? CaseNumber { get; init; }
    }

    internal sealed record Answer(Guid Prompt, DateTimeOffset GivenAt);
}
