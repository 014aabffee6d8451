using System.Text;
using Haochaping.Catalog;
using Haochaping.Catalog.Contracts;
using Haochaping.Catalog.Features;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Storage.Sqlite;
using Haochaping.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Tests.Catalog;

/// <summary>The catalogue alone on a temporary SQLite file, with a clock one can move.</summary>
internal sealed class CatalogHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("catalog-house-").FullName;
    private ServiceProvider services = null!;
    private IServiceScope scope = null!;

    public FakeClock Clock { get; } = new("2026-11-22T10:00");

    public Actor Clerk { get; } = new(ActorKind.Staff, "clerk");

    public ICatalog Catalog => Get<ICatalog>();

    public CatalogImport Import => Get<CatalogImport>();

    public T Get<T>()
        where T : notnull
        => scope.ServiceProvider.GetRequiredService<T>();

    public async ValueTask OpenAsync()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        _ = new global::Haochaping.Kernel.House(
            collection, new ConfigurationBuilder().Build(), [new CatalogModule()], new SqliteStore(Path.Combine(folder, "house.db"), syncEveryCommit: false));
        collection.AddSingleton<TimeProvider>(Clock);
        services = collection.BuildServiceProvider();
        scope = services.CreateScope();
        await Get<AppDb>().Database.EnsureCreatedAsync();
    }

    /// <summary>The import as another process would have it.</summary>
    public CatalogImport FreshImport()
    {
        scope.Dispose();
        scope = services.CreateScope();
        return Import;
    }

    public async Task<ImportPreview> PreviewAsync(ImportKind kind, byte[] content, bool createMissing = false)
    {
        var sheet = (await Import.StageAsync(kind, "file.csv", new MemoryStream(content), Clerk, default)).Value;
        return (await Import.PreviewAsync(sheet.Id, new ImportChoice(sheet.Suggested, createMissing), default)).Value;
    }

    public Task<ImportPreview> PreviewAsync(ImportKind kind, string csv, bool createMissing = false) => PreviewAsync(kind, Encoding.UTF8.GetBytes(csv), createMissing);

    /// <summary>All four steps; the preview must have promised what was done.</summary>
    public async Task<ImportCounts> ImportAsync(ImportKind kind, string csv, bool createMissing = false)
    {
        var preview = await PreviewAsync(kind, csv, createMissing);
        if ((await Import.ConfirmAsync(preview.Id, preview.Confirmation, Clerk, default)).Refusal is { } no)
        {
            throw new InvalidOperationException(no.Message);
        }

        await Get<SaveConfirmedImports>().RunAsync(default);
        var counts = (await Import.SaveAsync(preview.Id, null, default)).Value;
        return counts == preview.Counts ? counts : throw new InvalidOperationException($"Promised {preview.Counts}, did {counts}");
    }

    public Task<int> RunForgetAsync() => Get<ForgetStagedFiles>().RunAsync(default);

    public async ValueTask DisposeAsync()
    {
        scope.Dispose();
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
