using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Statistics;
using Haochaping.Statistics.Contracts;
using Haochaping.Storage.Postgres;
using Haochaping.Storage.Sqlite;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Statistics;

/// <summary>The counting rooms on a store of their own, with a journal that tests write.</summary>
internal sealed class FiguresHouse : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Faults faults;
    private readonly Func<Task> cleanUp;
    private long next;

    private FiguresHouse(ServiceProvider services, FakeClock clock, Faults faults, Func<Task> cleanUp) =>
        (this.services, Clock, this.faults, this.cleanUp) = (services, clock, faults, cleanUp);

    public FakeClock Clock { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="store">“sqlite” or “postgres”; the latter skips visibly where there is none.</param>
    /// <param name="adjust">More rooms and services.</param>
    public static async Task<FiguresHouse> BuildAsync(string store, Action<IServiceCollection>? adjust = null, params Module[] more)
    {
        var (theStore, cleanUp) = await StoreAsync(store);
        var clock = new FakeClock("2026-11-20T09:00");
        var collection = new ServiceCollection();
        var faults = new Faults();
        collection.AddLogging(logging => logging.AddProvider(faults));
        var configuration = new ConfigurationBuilder().Build();
        collection.AddSingleton<IConfiguration>(configuration);
        Module[] rooms = [new StatisticsModule(), .. more];
        _ = new Kernel.House(collection, configuration, rooms, theStore);
        collection.AddSingleton(new HouseModel([
            typeof(Kernel.House).Assembly, typeof(EvaluationSubmitted).Assembly, typeof(OrderOpened).Assembly, .. rooms.Select(r => r.Assembly)]));
        collection.AddSingleton<TimeProvider>(clock);
        adjust?.Invoke(collection);
        var services = collection.BuildServiceProvider();
        var house = new FiguresHouse(services, clock, faults, cleanUp);
        await house.InScopeAsync((_, db) => db.Database.EnsureCreatedAsync(Cancel));
        return house;
    }

    /// <summary>Seals facts, one log line each.</summary>
    public Task SealAsync(params IEnumerable<IFact> facts) => InScopeAsync((_, db) =>
    {
        foreach (var fact in facts)
        {
            var (entry, _) = ((IWriter)Activator.CreateInstance(typeof(Writer<>).MakeGenericType(fact.GetType()))!).Write(fact, next, Clock);
            db.Add(entry);
            db.Add(new LogLine { Position = next++, CaseId = entry.CaseId, EntryId = entry.EntryId, Leaf = new byte[32] });
        }

        return db.SaveChangesAsync(Cancel);
    });

    /// <summary>Lets the followers read on; one that stands still fails the test with its own words.</summary>
    public async Task CountAsync()
    {
        while (await TurnAsync() > 0)
        {
        }

        faults.First.ShouldBeNull();
    }

    /// <summary>One turn of the followers; two at once may get into each other's way, and then one of them does nothing.</summary>
    public Task<int> TurnAsync() => services.GetRequiredService<FollowerRunner>().RunAsync(Cancel);

    public Task<FigureTable> FiguresAsync(FiguresQuery query) => InScopeAsync((scope, _) => scope.GetRequiredService<IFigures>().CountAsync(query, Cancel));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, AppDb, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
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
        var source = NpgsqlDataSource.Create(database);
        return (new PostgresStore(source), async () =>
        {
            await source.DisposeAsync();
            await PostgresServer.DropDatabaseAsync(database, CancellationToken.None);
        });
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
