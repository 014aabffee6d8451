using System.Security.Claims;
using System.Text.Encodings.Web;
using Haochaping.Catalog;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy;
using Haochaping.Publication;
using Haochaping.Statistics;
using Haochaping.Statistics.Contracts;
using Haochaping.Storage.Postgres;
using Haochaping.Storage.Sqlite;
using Haochaping.Testing;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Statistics;

/// <summary>The rooms that count and publish, on a store of their own, with a journal that tests write and a front door.</summary>
internal sealed class FiguresHouse : IAsyncDisposable
{
    private static readonly Module[] Rooms = [new PolicyModule(), new CatalogModule(), new StatisticsModule(), new PublicationModule()];
    private readonly WebApplication app;
    private readonly Faults faults;
    private readonly Func<Task> cleanUp;

    private FiguresHouse(WebApplication app, FakeClock clock, Faults faults, Func<Task> cleanUp) =>
        (this.app, Clock, this.faults, this.cleanUp) = (app, clock, faults, cleanUp);

    public FakeClock Clock { get; }

    /// <summary>How many entries are sealed.</summary>
    public long Sealed { get; private set; }

    /// <summary>What the ledger says is sealed; by default everything.</summary>
    public long? SignedSize { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="store">“sqlite” or “postgres”; the latter skips visibly where there is none.</param>
    public static async Task<FiguresHouse> BuildAsync(string store)
    {
        var (theStore, cleanUp) = await StoreAsync(store);
        var clock = new FakeClock("2026-11-20T09:00");
        var faults = new Faults();
        var ledger = new FakeLedger();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "haochaping", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddProvider(faults);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Place:Name"] = "演示市政务服务" });
        var house = new Kernel.House(builder.Services, builder.Configuration, Rooms, theStore);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ILedger>(ledger);
        builder.Services.AddSingleton(new HouseModel([
            typeof(Kernel.House).Assembly, typeof(EvaluationSubmitted).Assembly, typeof(OrderOpened).Assembly, .. Rooms.Select(r => r.Assembly)]));
        builder.Services.AddUi(builder.Configuration, Rooms.Select(r => r.Assembly));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(AsAsked.Asked).AddScheme<AuthenticationSchemeOptions, AsAsked>(AsAsked.Asked, null);
        var policies = builder.Services.AddAuthorizationBuilder();
        foreach (var access in new[] { Access.Staff, Access.Handle, Access.Supervise, Access.Audit, Access.Publish, Access.Administer })
        {
            policies.AddPolicy(access, policy => policy.RequireAuthenticatedUser().RequireClaim(HouseClaims.Role, access));
        }

        policies.AddPolicy(Access.Figures, policy => policy.RequireClaim(HouseClaims.Role, Access.Staff));
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseForms();
        house.Map(app);
        app.MapUi();
        var opened = new FiguresHouse(app, clock, faults, cleanUp);
        ledger.House = opened;
        await opened.InScopeAsync((_, db) => db.Database.EnsureCreatedAsync(Cancel));
        await app.StartAsync(Cancel);
        return opened;
    }

    /// <summary>A visitor; with roles (<see cref="Access"/>) and regions of their own.</summary>
    public HttpClient Visitor(string roles = "", string region = StaffScope.Anywhere)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Roles", roles);
        client.DefaultRequestHeaders.Add("X-Region", region);
        return client;
    }

    /// <summary>Seals facts, one log line each.</summary>
    public Task SealAsync(params IEnumerable<IFact> facts) => InScopeAsync((_, db) =>
    {
        foreach (var fact in facts)
        {
            var (entry, _) = ((IWriter)Activator.CreateInstance(typeof(Writer<>).MakeGenericType(fact.GetType()))!).Write(fact, Sealed, Clock);
            db.Add(entry);
            db.Add(new LogLine { Position = Sealed++, CaseId = entry.CaseId, EntryId = entry.EntryId, Leaf = new byte[32] });
        }

        return db.SaveChangesAsync(Cancel);
    });

    /// <summary>Seals facts and counts them.</summary>
    public async Task CountAsync(params IEnumerable<IFact> facts)
    {
        await SealAsync(facts);
        while (await TurnAsync() > 0)
        {
        }

        faults.First.ShouldBeNull();
    }

    /// <summary>One turn of the followers; two at once may get into each other's way, and then one of them does nothing.</summary>
    public Task<int> TurnAsync() => app.Services.GetRequiredService<FollowerRunner>().RunAsync(Cancel);

    public Task<FigureTable> FiguresAsync(FiguresQuery query) => InScopeAsync((scope, _) => scope.GetRequiredService<IFigures>().CountAsync(query, Cancel));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, AppDb, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await cleanUp();
    }

    private static async Task<(IStore Store, Func<Task> CleanUp)> StoreAsync(string store)
    {
        if (store == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("haochaping-");
            return (new SqliteStore(Path.Combine(folder.FullName, "house.db"), syncEveryCommit: false), () =>
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

    /// <summary>A ledger that has signed whatever the journal holds.</summary>
    private sealed class FakeLedger : ILedger
    {
        public FiguresHouse? House { get; set; }

        public Task<SealedPlace?> FindAsync(Guid caseId, Guid entryId, CancellationToken cancel) => Task.FromResult<SealedPlace?>(null);

        public Task<string?> ProofAsync(Guid caseId, Guid entryId, CancellationToken cancel) => Task.FromResult<string?>(null);

        public Task<TreeHead> HeadAsync(CancellationToken cancel) => Task.FromResult(new TreeHead(House!.SignedSize ?? House.Sealed, "cm9vdA==", "note", House.Clock.GetUtcNow()));
    }

    /// <summary>Whoever the request says it is.</summary>
    private sealed class AsAsked(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        public const string Asked = "as-asked";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var roles = Request.Headers["X-Roles"].ToString();
            if (roles.Length == 0)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            Claim[] claims =
            [
                new(HouseClaims.Subject, "somebody"), new(HouseClaims.Kind, nameof(ActorKind.Staff)), new(HouseClaims.Region, Request.Headers["X-Region"].ToString()),
                .. roles.Split(',').Select(role => new Claim(HouseClaims.Role, role)),
            ];
            return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Asked)), Asked)));
        }
    }

    /// <summary>Keeps the first error that is logged.</summary>
    private sealed class Faults : ILoggerProvider, ILogger
    {
        public Exception? First { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            First ??= logLevel >= LogLevel.Error ? exception : null;

        public void Dispose()
        {
        }
    }

    private interface IWriter
    {
        (JournalEntry Entry, Unsealed Queued) Write(IFact fact, long position, TimeProvider clock);
    }

    private sealed class Writer<TFact> : IWriter
        where TFact : IFact
    {
        public (JournalEntry Entry, Unsealed Queued) Write(IFact fact, long position, TimeProvider clock) =>
            JournalWriting.Write((TFact)fact, Ids.Derive("entry", position.ToString()), Actor.House, clock.GetUtcNow());
    }
}
