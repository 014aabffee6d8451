using System.Reflection;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Kernel;

/// <summary>A room of the house. Its <see cref="Compose"/> is the room's door and table of contents.</summary>
public abstract class Module
{
    /// <summary>English name, as in the folder.</summary>
    public string Name => GetType().Namespace!.Split('.')[^1];

    /// <summary>Where the module's pages, facts and entity maps are found.</summary>
    public Assembly Assembly => GetType().Assembly;

    /// <summary>Names every slice, reaction, follower, job and service of the room, one line each.</summary>
    public abstract void Compose(Room room);
}

/// <summary>One use case: one file, four beats — parse, load, decide, save.</summary>
public interface ISlice
{
    /// <summary>Maps the slice's own endpoint; every endpoint states its authorization.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}

/// <summary>What a module says while it composes itself.</summary>
public sealed class Room(IServiceCollection services, IConfiguration configuration)
{
    private readonly List<Action<IEndpointRouteBuilder>> maps = [];

    /// <summary>The house's services, for look-ups a module offers and singletons it needs.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Settings of the installation.</summary>
    public IConfiguration Configuration { get; } = configuration;

    /// <summary>A use case with an endpoint.</summary>
    public Room Slice<TSlice>()
        where TSlice : class, ISlice
    {
        Services.AddScoped<TSlice>();
        maps.Add(TSlice.Map);
        return this;
    }

    /// <summary>A use case that only pages call.</summary>
    public Room Act<TAct>()
        where TAct : class
    {
        Services.AddScoped<TAct>();
        return this;
    }

    /// <summary>A reader of sealed facts with a cursor of its own: reactions and folds.</summary>
    public Room Follower<TFollower>()
        where TFollower : class, IFollower
    {
        Services.AddScoped<TFollower>();
        Services.AddSingleton(new FollowerEntry(typeof(TFollower)));
        return this;
    }

    /// <summary>Work that runs again and again, on one node at a time.</summary>
    public Room Job<TJob>(TimeSpan every)
        where TJob : class, IJob
    {
        Services.AddScoped<TJob>();
        Services.AddSingleton(new JobEntry(typeof(TJob), typeof(TJob).Name, every));
        return this;
    }

    /// <summary>A use case that goes through the batched submit lanes.</summary>
    public Room Lane<TRequest, TRow, TAnswer, TWork>()
        where TRow : class
        where TWork : class, ILaneWork<TRequest, TRow, TAnswer>
    {
        Services.AddSingleton<ILaneWork<TRequest, TRow, TAnswer>, TWork>();
        Services.AddSingleton<Lanes<TRequest, TRow, TAnswer>>();
        Services.AddHostedService(services => services.GetRequiredService<Lanes<TRequest, TRow, TAnswer>>());
        return this;
    }

    internal void Map(IEndpointRouteBuilder routes) => maps.ForEach(map => map(routes));
}
