using System.Globalization;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Rehearsal;

/// <summary>舞台 — the running scratch house of one scenario, and everybody who comes to its front door.</summary>
internal sealed class Stage(WebApplication app, HandClock clock) : IAsyncDisposable
{
    /// <summary>The business system's name for itself.</summary>
    public const string Source = "rehearsal";

    /// <summary>Supervises the whole place.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>The discipline channel.</summary>
    public const string Discipline = "discipline";

    private readonly string password = "Yl-" + System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);
    private readonly Dictionary<string, Visitor> staff = [];
    private readonly Dictionary<string, int> people = [];
    private Visitor? business;

    /// <summary>The moment of the scene, in house time.</summary>
    public DateTimeOffset Now => clock.Now();

    /// <summary>What the house answered to the step of this scene.</summary>
    public Answer Answer { get; set; } = Answer.Missing("no-step", "");

    /// <summary>The pack the scenario names first.</summary>
    public required string FirstPack { get; init; }

    /// <summary>A citizen's browser.</summary>
    public Visitor Citizen { get; } = new(ScratchHouse.Address(app));

    /// <summary>Who a case or visit belongs to, by the name the scenario gives.</summary>
    public Dictionary<string, string> Applicants { get; } = [];

    /// <summary>Receipt codes by case or visit.</summary>
    public Dictionary<string, string> Receipts { get; } = [];

    /// <summary>The house's services, for look-ups without a door of their own.</summary>
    public IServiceProvider Services => app.Services;

    public void MoveTo(DateTimeOffset moment) => clock.SetNow(moment);

    /// <summary>Seals, follows and does what is due.</summary>
    public Task SettleAsync(CancellationToken cancel) => app.Services.GetRequiredService<Settler>().SettleAsync(cancel);

    /// <summary>The business system that reports cases and ratings.</summary>
    public async Task<Visitor> BusinessAsync(CancellationToken cancel)
    {
        if (business is null)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var key = (await scope.ServiceProvider.GetRequiredService<CreateClient>().RunAsync("演练业务系统", ["cases:write", "evaluations:write", "complaints:write"], [], [], Actor.House, cancel)).Value;
            business = new Visitor(ScratchHouse.Address(app), key.Key);
        }

        return business;
    }

    /// <summary>Somebody signed in: a handler of an institution by its code, the supervisor, the discipline channel, or the publisher; a second person of each behind a slash. Null where there is no such institution.</summary>
    public Task<Visitor?> StaffAsync(string who, CancellationToken cancel) => StaffAsync(who, null, cancel);

    /// <summary>The same, as the member of staff that a rating names: what is said in one's own name needs one's own account.</summary>
    public async Task<Visitor?> StaffAsync(string who, Guid? person, CancellationToken cancel)
    {
        var key = person is null ? who : $"{who} {person}";
        if (staff.TryGetValue(key, out var known))
        {
            return known;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var place = who.Split('/')[0];
        var role = place switch { Supervisor => Role.Supervisor, Discipline => Role.Discipline, "publisher" => Role.Publisher, _ => Role.Handler };
        if (role == Role.Handler && await scope.ServiceProvider.GetRequiredService<ICatalog>().FindInstitutionAsync(place, cancel) is null)
        {
            return null;
        }

        var name = $"staff-{staff.Count + 1}";
        var made = await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(
            new(name, "演练人员", [role], role == Role.Handler ? [place] : [], role == Role.Handler ? [] : [StaffScope.Anywhere], password, Person: person is { } token ? new StaffLink(token, place, "0") : null), Actor.House, cancel);
        _ = made.Value;
        var visitor = new Visitor(ScratchHouse.Address(app));
        await visitor.SignInAsync(name, password, cancel);
        return staff[key] = staff[who] = visitor; // from now on it is this account that the name means
    }

    /// <summary>An invented person by the name the scenario gives; the same name is the same person.</summary>
    public object Person(string name, string kind)
    {
        var number = Nth(name);
        return new
        {
            kind, name = "演练人" + number.ToString(CultureInfo.InvariantCulture), certificateKind = "residentIdCard",
            certificateNumber = Certificate(number), phone = Phone(name),
        };
    }

    /// <summary>Where the person is reached.</summary>
    public string Phone(string name) => $"1000000{Nth(name):D4}";

    /// <summary>What the person behind a case would type to prove themselves.</summary>
    public string Proof(string name) => Certificate(Nth(name))[^6..];

    /// <summary>The link to the rating form of a case or visit, or of one stage of it, or the house's refusal.</summary>
    public async Task<Answer> LinkAsync(string subject, string channel, string? part, CancellationToken cancel) =>
        await (await BusinessAsync(cancel)).LookAsync($"/api/v1/tasks?source={Source}&caseNumber={Uri.EscapeDataString(subject)}&channel={channel}&stage={part}", cancel);

    /// <summary>The order of a case or visit as somebody sees it, or null.</summary>
    public async Task<JsonElement?> OrderAsync(string subject, string who, CancellationToken cancel) =>
        await OrderIdAsync(subject, cancel) is { } id && await StaffAsync(who, cancel) is { } visitor && await visitor.LookAsync($"/api/v1/orders/{id}", cancel) is { IsYes: true } answer
            ? answer.Body
            : null;

    /// <summary>The key of the order of a case or visit, or null.</summary>
    public async Task<string?> OrderIdAsync(string subject, CancellationToken cancel) => await OrderIdsAsync(subject, cancel) is [.., var last] ? last : null;

    /// <summary>The keys of all orders of a case or visit.</summary>
    public async Task<IReadOnlyList<string>> OrderIdsAsync(string subject, CancellationToken cancel) =>
        [.. (await FactsAsync(subject, "order-opened", cancel)).Select(f => f.Fact.GetProperty("order").GetProperty("orderId").GetString()!)];

    /// <summary>The last rating of a case or visit as it was sealed, or null.</summary>
    public async Task<JsonElement?> RatingAsync(string subject, CancellationToken cancel) =>
        await FactsAsync(subject, "evaluation-submitted", cancel) is [.., var (_, rated)] ? rated : null;

    /// <summary>The key of the last appeal of a case or visit, or null.</summary>
    public async Task<string?> AppealIdAsync(string subject, CancellationToken cancel) =>
        await FactsAsync(subject, "appeal-filed", cancel) is [.., var (_, filed)] ? filed.GetProperty("appeal").GetProperty("appealId").GetString() : null;

    /// <summary>The facts about a case or visit, in the order of the log; all of them where none is named.</summary>
    public async Task<IReadOnlyList<(string Type, JsonElement Fact)>> FactsAsync(string? subject, string? type, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var keys = subject is null ? null : new[] { CaseKeys.Case(Source, subject), CaseKeys.Visit(Source, subject), CaseKeys.Group(GroupKind.Batch, Source, subject), CaseKeys.Group(GroupKind.Theme, Source, subject) };
        var bodies = await (from line in db.Log
                            join entry in db.Journal on new { line.CaseId, line.EntryId } equals new { entry.CaseId, entry.EntryId }
                            where keys == null || keys.Contains(entry.CaseId)
                            orderby line.Position
                            select new { entry.Type, entry.Body }).AsNoTracking().ToListAsync(cancel);
        return [.. bodies.Where(b => type is null || b.Type.Split('@')[0] == type).Select(b => (b.Type, JsonDocument.Parse(b.Body).RootElement.GetProperty("fact")))];
    }

    public async ValueTask DisposeAsync()
    {
        Citizen.Dispose();
        business?.Dispose();
        foreach (var visitor in staff.Values)
        {
            visitor.Dispose();
        }

        await ScratchHouse.StopAsync(app);
    }

    private int Nth(string name) => people.TryGetValue(name, out var number) ? number : people[name] = people.Count + 1;

    private static string Certificate(int number) => $"00000019000101{number:D4}";
}
