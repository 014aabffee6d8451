using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.Hosting;

namespace Haochaping.Speed.Contenders;

/// <summary>
/// 对照 — what a rating costs without rules: Kestrel, the same JSON, the same two rows (rating and journal entry, each as long as the
/// house's own), durable before the answer. No token, no task, no rule, no receipt, no sealing, no counting.
/// </summary>
internal static class Plain
{
    public static async Task ServeAsync(string kind, string store, string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PlainJson.Default));
        await using var app = builder.Build();
        IRows rows = store == "postgres" ? await PostgresRows.OpenAsync(connection, kind) : await SqliteRows.OpenAsync(connection);
        Func<Rating, Task> save = kind switch
        {
            "bare" => rows.SaveAsync,
            "limit" => new Groups(rows, store == "postgres" ? 2 : 1).SaveAsync,
            _ => throw new ArgumentException($"No contender is called {kind}.", nameof(kind)),
        };
        app.MapPost("/api/v1/tasks/{token}/evaluation", async (string token, Rating rating) =>
        {
            await save(rating);
            return Results.Json(new Saved(token, rating.Level), PlainJson.Default.Saved, statusCode: 201);
        });
        await app.StartAsync();
        Console.WriteLine("listening " + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await app.WaitForShutdownAsync();
    }
}

/// <summary>The rating as it is sent.</summary>
internal sealed record Rating(int Level, string? Text, string[]? Tags);

/// <summary>What is answered.</summary>
internal sealed record Saved(string Receipt, int Level);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Rating))]
[JsonSerializable(typeof(Saved))]
internal sealed partial class PlainJson : JsonSerializerContext;

/// <summary>Where the two rows go.</summary>
internal interface IRows
{
    /// <summary>One commit for one rating.</summary>
    Task SaveAsync(Rating rating);

    /// <summary>One commit for many.</summary>
    Task SaveAllAsync(IReadOnlyList<Rating> ratings);
}
