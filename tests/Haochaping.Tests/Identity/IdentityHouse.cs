using Haochaping.Identity;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Haochaping.Storage.Sqlite;
using Haochaping.Testing;
using Haochaping.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Haochaping.Tests.Identity;

/// <summary>One node with nothing but Identity in it, on a store and key file in temporary folders that another node may share.</summary>
internal sealed class IdentityHouse : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool owner;

    private IdentityHouse(WebApplication app, string folder, FakeClock clock, LogBook log, bool owner) =>
        (this.app, Folder, Clock, Log, this.owner) = (app, folder, clock, log, owner);

    public string Folder { get; }

    public FakeClock Clock { get; }

    public LogBook Log { get; }

    public string KeyPath => Path.Combine(Folder, "keys", "keys.json");

    public string Url => app.Urls.First();

    public IVault Vault => app.Services.GetRequiredService<IVault>();

    public IServiceProvider Services => app.Services;

    public static async Task<IdentityHouse> StartAsync(IdentityHouse? beside = null, string? folder = null)
    {
        folder ??= beside?.Folder ?? Directory.CreateTempSubdirectory("haochaping-identity-").FullName;
        var clock = beside?.Clock ?? new FakeClock("2026-03-02T09:00");
        var log = new LogBook();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("SignIn:FloorMilliseconds", "0")]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Trace).AddProvider(log);
        var house = new Kernel.House(builder.Services, builder.Configuration, [new IdentityModule()], new SqliteStore(Path.Combine(folder, "house.db"), syncEveryCommit: false));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IKeys>(KeyFile.OpenOrInit(Path.Combine(folder, "keys", "keys.json"), Path.Combine(folder, "data"), clock).Value);
        builder.Services.AddUi(builder.Configuration, [typeof(IdentityModule).Assembly]);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseForms();
        house.Map(app);
        app.MapRazorComponents<HouseDocument>().AddAdditionalAssemblies(typeof(IdentityModule).Assembly);
        app.MapPost("/api/cases", (HttpContext http) => http.User.ToActor().ToString()).RequireAuthorization(Access.Scope("cases:write"));
        app.MapGet("/console/me", (HttpContext http) => http.User.ToActor().ToString()).RequireAuthorization(Access.Staff);
        app.MapGet("/console/any", () => "").RequireAuthorization(Access.Staff);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDb>().Database.EnsureCreatedAsync();
        }

        await app.StartAsync();
        return new IdentityHouse(app, folder, clock, log, beside is null);
    }

    public async Task<T> WithDbAsync<T>(Func<AppDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    public async Task<T> DoAsync<TAct, T>(Func<TAct, Task<T>> work)
        where TAct : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TAct>());
    }

    public Task<IReadOnlyList<PersonToken>> SealAsync(params PersonToSeal[] persons) => WithDbAsync(async db =>
    {
        var tokens = await Vault.SealAsync(db, persons, CancellationToken.None);
        await db.SaveChangesAsync();
        return tokens;
    });

    public async Task<PersonToken> SealAsync(PersonalData person) => (await SealAsync(new PersonToSeal(Guid.Empty, person)))[0];

    public Task<Result<PersonalData>> RevealAsync(PersonToken token) =>
        Vault.RevealAsync(token, new Actor(ActorKind.Staff, "a1"), Purpose.Contact, Guid.Parse("00000000-0000-8000-8000-000000000001"), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (owner)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>Everything that was logged, at every level.</summary>
internal sealed class LogBook : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
