using System.Security.Claims;
using System.Text.Encodings.Web;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Kernel;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Features;
using Haochaping.Notifications.Storage;
using Haochaping.Notifications;
using Haochaping.Storage.Postgres;
using Haochaping.Storage.Sqlite;
using Haochaping.Testing;
using Haochaping.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Haochaping.Tests.Notifications;

/// <summary>A house with one room, on a store of its own, at ten in the morning.</summary>
internal sealed class NotificationsHouse : IAsyncDisposable
{
    public static readonly Guid Somebody = Ids.Derive("person", "somebody");

    private readonly WebApplication app;
    private readonly PhoneBook phones;
    private readonly Func<Task> cleanUp;

    private NotificationsHouse(WebApplication app, FakeClock clock, PhoneBook phones, Func<Task> cleanUp) =>
        (this.app, Clock, this.phones, this.cleanUp) = (app, clock, phones, cleanUp);

    public FakeClock Clock { get; }

    public HttpClient Client => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

    /// <summary>A client of somebody who may run the installation.</summary>
    public HttpClient Administrator
    {
        get
        {
            var client = Client;
            client.DefaultRequestHeaders.Add("X-Role", Access.Administer);
            return client;
        }
    }

    public string? Phone { set => phones.Phone = value; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="store">“sqlite” or “postgres”; the latter skips visibly where there is none.</param>
    /// <param name="gateway">Address of the gateway, <c>demo:</c>, or null.</param>
    public static async Task<NotificationsHouse> BuildAsync(string store, string? gateway)
    {
        var clock = new FakeClock("2026-11-23T10:00");
        var (theStore, cleanUp) = await StoreAsync(store);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "haochaping", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Notifications:Sms:Url"] = gateway,
            ["Notifications:Sms:Key"] = FakeGateway.Key,
            ["Notifications:Sms:Signature"] = "测试",
            ["Notifications:Sms:Timeout"] = "00:00:01",
            ["Notifications:MaxAttempts"] = "5",
            ["PublicUrl"] = "https://haochaping.example",
        });
        var phones = new PhoneBook();
        builder.Services.AddSingleton<IRecipients>(phones);
        var house = new Kernel.House(builder.Services, builder.Configuration, [new NotificationsModule()], theStore);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddUi(builder.Configuration, house.Modules.Select(m => m.Assembly));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SaysWhoItIs>("test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Access.Administer, policy => policy.RequireRole(Access.Administer));
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseForms();
        house.Map(app);
        app.MapUi();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDb>().Database.EnsureCreatedAsync(Cancel);
        }

        await app.StartAsync(Cancel);
        return new NotificationsHouse(app, clock, phones, cleanUp);
    }

    /// <summary>A message about a case of its own, due now.</summary>
    public Message About(string subject, string purpose = "评价邀请") =>
        new(Ids.Derive(purpose, subject), Ids.Derive("case", subject), Somebody, purpose, "请为本次服务评价", Clock.GetUtcNow(), "/r/unguessable");

    public Task QueueAsync(params IReadOnlyCollection<Message> messages) => InScopeAsync(async (services, db) =>
    {
        await services.GetRequiredService<INotifications>().QueueAsync(db, messages, Cancel);
        return await db.SaveChangesAsync(Cancel);
    });

    public Task<int> CancelAsync(Message message, params string[] purposes) =>
        InScopeAsync((services, db) => services.GetRequiredService<INotifications>().CancelAsync(db, [message.CaseId], purposes, Cancel));

    /// <summary>One turn of the job.</summary>
    public Task<int> SendAsync(CancellationToken? cancel = null) => InScopeAsync((services, _) => services.GetRequiredService<SendMessages>().RunAsync(cancel ?? Cancel));

    /// <summary>Turns of the job, a minute apart, for so long.</summary>
    public async Task SendForAsync(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end; Clock.Advance(TimeSpan.FromMinutes(1)))
        {
            await SendAsync();
        }
    }

    public Task<Result<Done>> ResendAsync(Message message) =>
        InScopeAsync((services, _) => services.GetRequiredService<ResendMessage>().RunAsync(message.CaseId, message.Id, Cancel));

    public Task<OutboxMessage> RowAsync(Message message) => InScopeAsync((_, db) => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == message.Id, Cancel));

    public Task<List<OutboxMessage>> RowsAsync() => InScopeAsync((_, db) => db.Outbox.AsNoTracking().ToListAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await cleanUp();
    }

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, AppDb, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    private static async Task<(IStore Store, Func<Task> CleanUp)> StoreAsync(string store)
    {
        if (store == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("haochaping-");
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

    private sealed class SaysWhoItIs(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Role"].ToString() is { Length: > 0 } role
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test")), Scheme.Name))
            : AuthenticateResult.NoResult());
    }

    private sealed class PhoneBook : IRecipients
    {
        public string? Phone { get; set; } = "10000000001";

        public Task<Phone?> PhoneAsync(Guid personToken, Guid caseId, string purpose, CancellationToken cancel) =>
            Task.FromResult(personToken == Somebody && Phone is { } number ? new Phone(number, Ids.Derive("phone", number)) : null);
    }
}
