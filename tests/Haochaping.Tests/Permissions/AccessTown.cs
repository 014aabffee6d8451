using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Cases.Contracts;
using Haochaping.Appraisal.Contracts;
using Haochaping.Appraisal.Storage;
using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Features.Codes;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Storage;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Haochaping.Tests.Permissions;

/// <summary>How an object stands to somebody of JX-CITY with the work number 1024.</summary>
public enum Standing
{
    /// <summary>本人: about their own work.</summary>
    Own,

    /// <summary>同单位: about a colleague's.</summary>
    Unit,

    /// <summary>同城其他单位.</summary>
    Other,

    /// <summary>其他城市.</summary>
    Far,

    /// <summary>不存在.</summary>
    Missing,
}

/// <summary>A Town with one object of every kind in every standing.</summary>
public sealed class AccessTown : IAsyncLifetime
{
    private static readonly (Standing Standing, string Number, string Unit, string Item, string Hall, string Window, string Staff)[] Services =
    [
        (Standing.Own, "OWN-1", "JX-CITY", "JX-ITEM-1", "JX-HALL", "A12", "1024"),
        (Standing.Unit, "UNIT-1", "JX-CITY", "JX-ITEM-1", "JX-HALL", "A12", "1025"),
        (Standing.Other, "OTHER-1", "JX-POLICE", "JX-ITEM-3", "JX-HALL", "P01", "5120"),
        (Standing.Far, "FAR-1", "SZ-CITY", "SZ-ITEM-1", "SZ-HALL", "B07", "2048"),
    ];

    private readonly Dictionary<(string Kind, Standing Standing), string> paths = [];

    /// <summary>The clerk with the work number 1024, as an account names them.</summary>
    internal StaffLink? Person { get; private set; }

    /// <summary>The running house.</summary>
    public Town Town { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Town = await Town.OpenAsync(TownStore.Sqlite);
        await using (var scope = Town.Services.CreateAsyncScope())
        {
            await PlantAsync(scope.ServiceProvider, ImportKind.Windows, "大厅编码,窗口号,窗口名称,机构编码\nJX-HALL,P01,户政,JX-POLICE\n");
            await PlantAsync(scope.ServiceProvider, ImportKind.Staff, "工号,姓名,所在机构编码,人员管理单位编码\n1025,演示人员丙,JX-CITY,JX-CITY\n5120,演示人员丁,JX-POLICE,JX-POLICE\n");
        }

        Person = await PersonAsync("1024");
        foreach (var of in Services)
        {
            await HappenAsync(of.Standing, of.Number, of.Unit, of.Item, of.Hall, of.Window, of.Staff);
        }

        await RowsOfFarAsync();
        await AppraisedAsync();
        await PaperAsync();
        (await Town.ClientOfAsync(["SZ-CITY"], "cases:write")).Dispose();
        await ListedAsync();
        foreach (var (standing, unit) in new[] { (Standing.Own, "JX-CITY"), (Standing.Other, "JX-POLICE"), (Standing.Far, "SZ-CITY") })
        {
            using var account = await Official.SignInAsync(Town, [Role.Viewer], institutions: [unit]);
            paths[("account", standing)] = account.Id.ToString();
        }

        foreach (var number in new[] { "A12", "P01" })
        {
            await using var scope = Town.Services.CreateAsyncScope();
            _ = (await scope.ServiceProvider.GetRequiredService<IssueCode>().RunAsync(new("JX-HALL", number), 0, StaffScope.Everything, Actor.House, Cancel)).Value;
        }

        foreach (var unit in new[] { "JX-CITY", "JX-POLICE" })
        {
            await Town.ACaseIsCompleted(unit, unit == "JX-CITY" ? "JX-ITEM-1" : "JX-ITEM-3");
        }
    }

    /// <summary>What stands for an object in a path, for example <c>case</c> or <c>order</c>; a fresh key where it is missing.</summary>
    internal string Of(string kind, Standing standing) => paths.TryGetValue((kind, standing), out var path) ? path
        : standing == Standing.Missing ? $"{Guid.CreateVersion7()}{(kind is "task" or "complaint" or "lead" or "picture" or "order-picture" or "lead-picture" ? "/" + Guid.CreateVersion7() : "")}{(kind is "picture" or "order-picture" or "lead-picture" or "order-evidence" or "appeal-evidence" ? "/" + new string('0', 64) : "")}"
        : throw new InvalidOperationException($"There is no {kind} {standing}.");

    /// <summary>Whether there is one.</summary>
    internal bool Has(string kind, Standing standing) => standing == Standing.Missing || paths.ContainsKey((kind, standing));

    /// <summary>Somebody of JX-CITY with this role alone; a clerk at a window sees no unit, only what is their own.</summary>
    internal Task<Official> OfficialAsync(Role role) => role == Role.WindowStaff
        ? Official.SignInAsync(Town, [role], person: Person)
        : Official.SignInAsync(Town, [role], institutions: ["JX-CITY"]);

    /// <summary>Whether that somebody sees an object of this kind.</summary>
    internal static bool Sees(Role role, string kind, Standing standing) =>
        kind != "alert" && // nobody of a unit sees what is about it
        (role == Role.WindowStaff ? standing == Standing.Own && (kind is "task" or "appeal" or "appeal-evidence" or "prompt")
            : (kind != "appeal-evidence" || Roles.Allowed(Haochaping.Kernel.Web.Access.Hear).Contains(role)) && standing is Standing.Own or Standing.Unit);

    /// <summary>Somebody of JX-CITY by their work number.</summary>
    internal async Task<StaffLink?> PersonAsync(string number)
    {
        await using var scope = Town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStaffDirectory>().FindAsync("JX-CITY", number, Cancel);
    }

    /// <summary>Every rating task.</summary>
    internal Task<List<TaskRow>> TasksAsync() => Town.LookAsync(db => db.Tasks.AsNoTracking().ToListAsync(Cancel));

    /// <summary>A case of JX-CITY at its window that nobody has rated.</summary>
    internal Task<string> WaitingAsync(string number) => Town.AWindowCaseAsync(number);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Town.DisposeAsync();

    private static Task PlantAsync(IServiceProvider scoped, ImportKind kind, string csv) =>
        Planting.PlantAsync(scoped, kind, new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);

    // A case at a window, a bad rating of it, the order that follows, an appeal, a complaint, a prompt, a device.
    private async Task HappenAsync(Standing standing, string number, string unit, string item, string hall, string window, string staff)
    {
        await Town.AWindowCaseAsync(number, unit, item, hall, window, staff);
        if (standing != Standing.Unit)
        {
            (await Tablet.AtAsync(Town, hall, window)).Dispose();
        }

        if (standing != Standing.Far)
        {
            using var citizen = new Visit(Town.Address.ToString());
            await citizen.GoAsync("/e/" + await Town.LinkOf(number));
            await citizen.UploadAsync("rate", [("pictures", "any.png", PictureFileTests.Drawing(60))], ("Form.Level", "1"), ("Form.Text", $"话-{number}"));
        }

        using (var hotline = await Town.ClientAsync("complaints:write"))
        {
            using var answer = await hotline.PostAsJsonAsync("/api/v1/complaints", new { number = "C-" + number, institution = unit, kind = "procedure", text = $"诉-{number}", phone = "10000000098" }, Cancel);
            answer.EnsureSuccessStatusCode();
        }

        await Town.SettleAsync();
        var task = await Town.LookAsync(db => db.Tasks.AsNoTracking().Where(t => t.Institution == unit).OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.TaskId).ToListAsync(Cancel));
        var row = task.Single(t => t.Place.CaseNumber == number);
        var complaint = (await Town.LookAsync(db => db.Complaints.AsNoTracking().ToListAsync(Cancel))).Single(c => c.Text == $"诉-{number}");
        paths[("case", standing)] = row.CaseId.ToString();
        paths[("task", standing)] = $"{row.CaseId}/{row.TaskId}";
        paths[("complaint", standing)] = $"{complaint.CaseId}/{complaint.ComplaintId}";
        await SaveAsync("prompt", standing, new PromptRow
        {
            Id = Guid.CreateVersion7(), CaseId = row.CaseId, TaskId = row.TaskId, CaseNumber = number, Institution = unit, Region = row.Region, Hall = hall, Window = window,
            WindowKey = $"{hall}/{window}", Staff = row.Place.Staff, Channel = "window_device", GivenAt = Town.Clock.GetUtcNow(),
        }, p => p.Id.ToString());
        // About words that nobody wrote, so that what was written stays to be read.
        await SaveAsync("lead", standing, new LeadRow
        {
            CaseId = row.CaseId, Said = Guid.CreateVersion7(), Place = row.Place, Institution = unit, Region = row.Region, FlaggedAt = Town.Clock.GetUtcNow(), FlaggedBy = Actor.House.ToString(),
        }, l => $"{l.CaseId}/{l.Said}");
        var alert = new AlertFacts(Guid.CreateVersion7(), AlertTrigger.RepeatedNegative, AlertSubject.Unit, unit, unit, row.Place.InstitutionName, row.Region, "", "JX@x+0", [number], [row.TaskId]);
        await SaveAsync("alert", standing, new Alert { CaseId = row.CaseId, Id = alert.AlertId, About = alert, Unit = unit, Concerned = $"|{unit}|", Region = row.Region, Authority = "", RaisedAt = Town.Clock.GetUtcNow() }, a => a.Id.ToString());
        if (standing != Standing.Far)
        {
            var order = paths[("order", standing)] = (await Town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.CaseId == row.CaseId && o.CaseNumber == number, Cancel))).Id.ToString();
            var picture = (await Town.LookAsync(db => db.Evaluations.AsNoTracking().SingleAsync(e => e.CaseId == row.CaseId && e.TaskId == row.TaskId, Cancel))).Pictures!.Single();
            paths[("picture", standing)] = $"{row.CaseId}/{row.TaskId}/{picture}";
            paths[("order-picture", standing)] = $"{order}/{row.TaskId}/{picture}";
            var proof = PictureFile.Read(PictureFileTests.Drawing(61))!;
            await EvidenceAsync(row.CaseId, Guid.Parse(order), proof);
            paths[("order-evidence", standing)] = $"{order}/{proof.Hash}";
            using var filer = await Official.SignInAsync(Town, [Role.Handler], institutions: [unit]);
            using var answer = await filer.Http.PostAsJsonAsync("/api/v1/appeals", new { row.CaseId, row.TaskId, by = "agency", ground = "untrue", against = new[] { "总体评价" }, statement = "录像显示办理及时", evidence = new[] { proof.Content } }, Cancel);
            paths[("appeal", standing)] = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()! : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(Cancel));
            paths[("appeal-evidence", standing)] = $"{paths[("appeal", standing)]}/{proof.Hash}";
        }
    }

    // What came with a result that nobody gave, so that the order stays where it is.
    private async Task EvidenceAsync(Guid caseId, Guid id, FileContent proof)
    {
        var order = await Town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.CaseId == caseId && o.Id == id, Cancel));
        await using var scope = Town.Services.CreateAsyncScope();
        var (db, entry, now) = (scope.ServiceProvider.GetRequiredService<AppDb>(), Guid.CreateVersion7(), Town.Clock.GetUtcNow());
        db.Leave(new ResultSubmitted(caseId, order.About, order.Holder, order.Holder, now, OrderOutcome.Rectified, "", "") { Evidence = [proof.Hash] }, entry, Actor.House, now);
        scope.ServiceProvider.GetRequiredService<ISealedFiles>().Seal(db, caseId, entry, [proof]);
        await db.SaveChangesAsync(Cancel);
    }

    // Shenzhen wants real names and its own way to appeal: its order and appeal are those of JX, moved there.
    // A month that is over, without waiting for its end.
    private Task AppraisedAsync() => Town.LookAsync(db =>
    {
        db.AddRange(new[] { ("JX-CITY", "演示市审批局", "360100000000"), ("JX-POLICE", "演示镇派出所", "360102001000"), ("SZ-CITY", "演示市人社局", "440300000000") }.Select(u => new UnitResult(u.Item1, u.Item2, u.Item3, "", "ND", new(2026, 10, 1), 5, 5, 0, 10000, 0))
            .Select(r => new ResultRow { CaseId = Ids.Derive("appraised", r.Unit), Month = r.Month, Unit = r.Unit, Region = r.Region, Authority = "", Result = r, At = Town.Clock.GetUtcNow() }));
        return db.SaveChangesAsync(Cancel);
    });

    private async Task RowsOfFarAsync()
    {
        var (caseId, far) = (Guid.Parse(paths[("case", Standing.Far)]), await Town.LookAsync(db => db.Tasks.AsNoTracking().SingleAsync(t => t.Institution == "SZ-CITY", Cancel)));
        var order = await Town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.CaseNumber == "OTHER-1", Cancel));
        var moved = order with
        {
            CaseId = caseId, Id = Guid.CreateVersion7(), Number = "Z-FAR", CaseNumber = "FAR-1", Holder = "SZ-CITY", Unit = "SZ-CITY", Sender = "SZ-12345", UnitName = "演示市人社局", HolderRegion = far.Region, UnitRegion = far.Region,
            About = order.About with { Place = far.Place },
        };
        await SaveAsync("order", Standing.Far, moved, o => o.Id.ToString());
        await SaveAsync("order-on-its-way", Standing.Far, moved with { Id = Guid.CreateVersion7(), Number = "Z-FAR-WAY", Holder = "SZ-12345", Route = [new(Party.Hotline12345, "SZ-12345", "演示市12345热线", far.Region), .. moved.Route] }, o => o.Id.ToString());
        var appeal = await Town.LookAsync(db => db.Appeals.AsNoTracking().SingleAsync(a => a.CaseNumber == "OTHER-1", Cancel));
        await SaveAsync("appeal", Standing.Far, appeal with
        {
            CaseId = caseId, Id = Guid.CreateVersion7(), TaskId = far.TaskId, Number = "S-FAR", CaseNumber = "FAR-1", Institution = "SZ-CITY", Region = far.Region, Handling = null, PersonnelUnit = "SZ-AUTH", DeskCode = "SZ-AUTH", DeskRegion = far.Region,
            Staff = null, About = appeal.About with { Task = appeal.About.Task with { Place = far.Place } },
        }, a => a.Id.ToString());
    }

    // Paper forms are a matter of Jilin's pack; who sees which is the same everywhere.
    private async Task PaperAsync()
    {
        foreach (var (standing, batch, unit, region) in new[] { (Standing.Own, 7001, "JX-CITY", "360100000000"), (Standing.Other, 7002, "JX-POLICE", "360102001000"), (Standing.Far, 7003, "SZ-CITY", "440300000000") })
        {
            var (serial, now, scan) = (Haochaping.Channels.Domain.Serial.Of(batch, 1), Town.Clock.GetUtcNow(), new FileContent("image/png", PictureFileTests.Drawing(60)));
            var key = Guid.CreateVersion7();
            await SaveAsync("batch", standing, new PaperBatchRow { Number = batch, Key = key, Institution = unit, InstitutionName = unit, ItemName = "", IssuedAt = now }, b => $"{b.Number}");
            await SaveAsync("serial", standing, new PaperFormRow { Serial = serial, Batch = batch, Institution = unit, Region = region, ChangedAt = now, Entries = [], Scan = scan.Hash }, f => f.Serial);
            await using var scope = Town.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ISealedFiles>().PutAsync(key, PaperFormRow.EntryOf(serial, 1), [scan], Cancel);
            paths[("scan", standing)] = serial;
        }

        (paths[("batch", Standing.Missing)], paths[("scan", Standing.Missing)]) = ("7009", Haochaping.Channels.Domain.Serial.Of(7009, 1));
    }

    // What only lists show: replies, ratings from devices and from business systems that were not adopted.
    private async Task ListedAsync()
    {
        var tasks = await Town.LookAsync(db => db.Tasks.AsNoTracking().ToListAsync(Cancel));
        var devices = await Town.LookAsync(db => db.Devices.AsNoTracking().ToListAsync(Cancel));
        foreach (var task in tasks)
        {
            var (now, id, device) = (Town.Clock.GetUtcNow(), Guid.CreateVersion7(), devices.FirstOrDefault(d => d.Institution == task.Institution));
            await Town.LookAsync(async db =>
            {
                db.Add(new ReplyRow { Id = id, PhoneMark = id, ReceivedAt = now, Outcome = ReplyOutcome.NotUnderstood, Institution = task.Institution, Region = task.Region, CaseNumber = task.Place.CaseNumber });
                db.Add(new CollectedRow { CaseId = task.CaseId, ServiceNumber = 1, LeadCase = task.CaseId, TaskId = task.TaskId, Place = task.Place, Round = 1, State = RatingState.Refused, Code = "x", Message = "未采用", ReceivedAt = now });
                if (device is not null)
                {
                    db.Add(new DeviceRatingRow { Id = id, Device = device.Id, Counter = 1, Institution = task.Institution, Region = task.Region, State = DeviceRatingState.NotAdopted, Code = "x", Message = "未采用", ReceivedAt = now, CaseNumber = task.Place.CaseNumber });
                }

                return await db.SaveChangesAsync(Cancel);
            });
        }
    }

    private async Task SaveAsync<TRow>(string kind, Standing standing, TRow row, Func<TRow, string> path)
        where TRow : class
    {
        await Town.LookAsync(async db =>
        {
            db.Add(row);
            return await db.SaveChangesAsync(Cancel);
        });
        paths[(kind, standing)] = path(row);
    }
}
