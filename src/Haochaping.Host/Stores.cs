using Haochaping.Kernel.Data;
using Haochaping.Storage.Postgres;
using Haochaping.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Haochaping.Host;

/// <summary>Which store the settings name, and where the data folder is.</summary>
internal static class Stores
{
    /// <summary><c>HAOCHAPING_DATA</c>, or a folder under the user's data directory; made when missing.</summary>
    public static string DataFolder(IConfiguration settings)
    {
        var folder = settings["HAOCHAPING_DATA"] is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "haochaping");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>False before the first start on SQLite: merely opening the file would make it.</summary>
    public static bool IsThere(IConfiguration settings) => (settings["Database:Provider"] ?? "sqlite") != "sqlite" || File.Exists(SqliteFile(settings));

    /// <summary>The store of the settings: <c>Database:Provider</c> is <c>sqlite</c> (default) or <c>postgres</c>.</summary>
    public static IStore Create(IConfiguration settings) => (settings["Database:Provider"] ?? "sqlite") switch
    {
        "sqlite" => new SqliteStore(SqliteFile(settings), settings.GetValue("Database:SynchronousFull", true)),
        "postgres" => new PostgresStore(settings["Database:ConnectionString"]
            ?? throw new SettingsException("已选择 PostgreSQL，但没有连接串：请设置 Database__ConnectionString。")),
        var other => throw new SettingsException($"不认识的数据库类型“{other}”：Database__Provider 只能是 sqlite 或 postgres。"),
    };

    private static string SqliteFile(IConfiguration settings) => Path.Combine(DataFolder(settings), "haochaping.db");
}

/// <summary>A setting that stops the start; its message is for the person who runs the server.</summary>
internal sealed class SettingsException(string message) : Exception(message);

/// <summary>For <c>dotnet ef</c> only: the same model on the store named by <c>-- sqlite</c> or <c>-- postgres</c>.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args)
    {
        IStore store = args is ["postgres", ..] ? new PostgresStore("Host=localhost") : new SqliteStore("design-time.db");
        var options = new DbContextOptionsBuilder<AppDb>();
        store.Configure(options);
        return new AppDb(options.Options, new HouseModel([typeof(AppDb).Assembly, .. HouseModules.All.Select(m => m.Assembly)]));
    }
}
