using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Catalog.Contracts;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Notifications;
using Haochaping.Policy;
using Haochaping.Policy.Contracts;
using Haochaping.Storage.Postgres;
using Haochaping.Storage.Sqlite;
using Haochaping.Testing;
using Haochaping.Ui;
using Haochaping.WorkOrders;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>Orders with the real rules, outbox and pages; the rooms upstream are small fakes.</summary>
internal sealed class OrdersHouse : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<Task> cleanUp;

    private OrdersHouse(WebApplication app, FakeClock clock, Func<Task> cleanUp) => (this.app, Clock, this.cleanUp) = (app, clock, cleanUp);

    public FakeClock Clock { get; }

    public SmallVault Vault => (SmallVault)app.Services.GetRequiredService<IVault>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OrdersHouse> OpenAsync(string store, string now, string? policy = null)
    {
        var (theStore, cleanUp) = await StoreAsync(store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Policy:Places:36"] = "JX",
            ["Policy:Places:44"] = "SZ",
            ["Policy:Overlays:0"] = "overlays",
            ["WorkOrders:Desks:Hotline12345"] = "SZ-12345",
        });
        if (policy is not null)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Policy:Folder"] = policy, ["Policy:Places:3601"] = "TT" });
        }

        var clock = new FakeClock(now);
        var modules = new Module[] { new PolicyModule(), new NotificationsModule(), new WorkOrdersModule() };
        var house = new Kernel.House(builder.Services, builder.Configuration, modules, theStore);
        AddFakes(builder.Services, clock);
        builder.Services.AddUi(builder.Configuration, modules.Select(m => m.Assembly));
        var app = builder.Build();
        app.UseProblemPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseForms();
        house.Map(app);
        app.MapRazorComponents<HouseDocument>().AddAdditionalAssemblies([.. modules.Select(m => m.Assembly)]);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDb>().Database.EnsureCreatedAsync(Cancel);
        }

        await app.StartAsync(Cancel);
        return new(app, clock, cleanUp);
    }

    /// <summary>Somebody at their desk; cookies for the form tokens.</summary>
    public HttpClient Staff(string role, string institution = "", string region = "")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add(HeaderSignIn.Header, $"{role},{institution},{region}");
        return client;
    }

    /// <summary>A rating arrives in the log and is followed; returns the key its order has, if there is one.</summary>
    public Task<Guid> ARatingArrives(string caseNumber, string institution, string region, Level level = Level.Dissatisfied, bool realName = true) => InScopeAsync(async (services, db) =>
    {
        var at = Clock.Now();
        var task = Ids.Derive("task", caseNumber);
        var place = new ServicePlace("town", caseNumber, region, institution, institution, null, "ITEM-1", "个体工商户设立登记", null, "A12", null, HandlingChannel.Window);
        var negative = level <= Level.Dissatisfied;
        var fact = new EvaluationSubmitted(
            CaseKeys.Case("town", caseNumber), new(task, SubjectKind.Service, place, "JX@x+0", at, 1), level, negative, !negative,
            new Dictionary<string, Level>(), [], null, "sms", false, realName, Ids.Derive("person", caseNumber), at, null);
        var follower = services.GetRequiredService<OpenOrders>();
        await follower.FollowAsync([new Recorded<IFact>(0, Ids.Derive("entry", caseNumber), at, Actor.Citizen, at.BusinessDate(), fact)], db, Cancel);
        await db.SaveChangesAsync(Cancel);
        return OpenOrders.KeyOf(task);
    });

    /// <summary>The types of the facts left about an order's case, oldest first.</summary>
    public Task<List<string>> FactsAsync() => InScopeAsync((_, db) => db.Unsealed.OrderBy(u => u.Arrival)
        .Join(db.Journal, u => new { u.CaseId, u.EntryId }, j => new { j.CaseId, j.EntryId }, (u, j) => j.Type).ToListAsync(Cancel));

    /// <summary>The bodies of all facts, as one text.</summary>
    public Task<string> JournalAsync() => InScopeAsync(async (_, db) =>
        string.Join('\n', (await db.Journal.Select(j => j.Body).ToListAsync(Cancel)).Select(System.Text.Encoding.UTF8.GetString)));

    public Task<int> OrderCountAsync() => InScopeAsync((_, db) => db.Orders.CountAsync(Cancel));

    public Task<int> RunOverdueAsync() => InScopeAsync((services, _) => services.GetRequiredService<FlagOverdueOrders>().RunAsync(Cancel));

    public Task<int> RunWarningsAsync() => InScopeAsync((services, _) => services.GetRequiredService<WarnBeforeDue>().RunAsync(Cancel));

    public Task<int> RunExportsAsync() => InScopeAsync((services, _) => services.GetRequiredService<RunExports>().RunAsync(Cancel));

    /// <summary>Texts of the messages in the outbox.</summary>
    public Task<List<string>> MessagesAsync() => InScopeAsync((_, db) =>
        db.Set<Haochaping.Notifications.Storage.OutboxMessage>().OrderBy(m => m.QueuedAt).Select(m => m.Text).ToListAsync(Cancel));

    /// <summary>The receipt section of a rating, as a citizen's browser gets it.</summary>
    public Task<string> ReceiptAsync(string caseNumber) => InScopeAsync(async (services, _) =>
    {
        var section = await services.GetServices<IReceiptSection>().Single()
            .RenderAsync(CaseKeys.Case("town", caseNumber), Ids.Derive("task", caseNumber), Cancel);
        if (section is null)
        {
            return "";
        }

        await using var renderer = new Microsoft.AspNetCore.Components.Web.HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { ["ChildContent"] = section });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Card>(parameters)).ToHtmlString());
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await cleanUp();
    }

    private static void AddFakes(IServiceCollection services, FakeClock clock)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<ICatalog, SmallCatalog>();
        services.AddSingleton<IInstitutionList, SmallCatalog>();
        services.AddSingleton<IEvaluations, SmallEvaluations>();
        services.AddSingleton<ILeads, NoLeads>();
        services.AddSingleton<IStaffNames, SmallStaffNames>();
        services.AddSingleton<IVault, SmallVault>();
        services.AddSingleton<ISealedFiles, NoFiles>();
        services.AddSingleton<Haochaping.Notifications.Contracts.IRecipients, NoPhones>();
        services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("header", null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Access.Staff, p => p.RequireClaim(HouseClaims.Role))
            .AddPolicy(Access.Read, p => p.RequireClaim(HouseClaims.Role))
            .AddPolicy(Access.Own, p => p.RequireClaim(HouseClaims.Role))
            .AddPolicy(Access.Serve, p => p.RequireClaim(HouseClaims.Role, "HallManager"))
            .AddPolicy(Access.Dispatch, p => p.RequireClaim(HouseClaims.Role, "Handler", "Supervisor"))
            .AddPolicy(Access.Handle, p => p.RequireClaim(HouseClaims.Role, "Handler"))
            .AddPolicy(Access.Hear, p => p.RequireClaim(HouseClaims.Role, "Handler", "Supervisor"))
            .AddPolicy(Access.Supervise, p => p.RequireClaim(HouseClaims.Role, "Supervisor"))
            .AddPolicy(Access.Administer, p => p.RequireClaim(HouseClaims.Role, "Administrator"));
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, AppDb, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    private static async Task<(IStore Store, Func<Task> CleanUp)> StoreAsync(string store)
    {
        if (store == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("haochaping-orders-");
            return (new SqliteStore(Path.Combine(folder.FullName, "house.db")), () =>
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
                return Task.CompletedTask;
            });
        }

        Assert.SkipUnless(PostgresServer.IsThere, PostgresServer.WhySkipped);
        var database = await PostgresServer.CreateDatabaseAsync(cancel: Cancel);
        var postgres = new PostgresStore(database);
        return (postgres, async () =>
        {
            postgres.Dispose();
            await PostgresServer.DropDatabaseAsync(database, CancellationToken.None);
        });
    }

    private sealed class NoPhones : Haochaping.Notifications.Contracts.IRecipients
    {
        public Task<Haochaping.Notifications.Contracts.Phone?> PhoneAsync(Guid personToken, Guid caseId, string purpose, CancellationToken cancel) => Task.FromResult<Haochaping.Notifications.Contracts.Phone?>(null);
    }
}

/// <summary>What people at desks do.</summary>
internal static class AtTheDesk
{
    public static async Task<JsonElement> Do(this HttpClient who, Guid order, string verb, object body, int status = 200)
    {
        using var response = await who.PostAsJsonAsync($"/api/v1/orders/{order}/{verb}", body, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if ((int)response.StatusCode != status)
        {
            throw new InvalidOperationException($"{verb}: {(int)response.StatusCode} {text}");
        }

        return JsonDocument.Parse(text).RootElement;
    }

    public static Task<JsonElement> See(this HttpClient who, Guid order) =>
        who.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", TestContext.Current.CancellationToken);
}
