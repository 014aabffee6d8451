using Haochaping.Kernel;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Haochaping.Host.Commands;

/// <summary>Faults that are no bugs: what is wrong with the machine or the settings, in one sentence. Null is a bug and may crash.</summary>
internal static class Explained
{
    public static string? Sentence(Exception exception) => exception switch
    {
        SettingsException or InvalidDataException => string.Join('\n', exception.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()),
        OperationCanceledException => "已取消。",
        _ => exception.Causes().Select(Cause).FirstOrDefault(s => s is not null),
    };

    private static string? Cause(Exception cause) => cause switch
    {
        SettingsException => cause.Message,
        SqliteException { SqliteErrorCode: 13 } => "磁盘已满，数据库不能写入：请清理磁盘。",
        SqliteException { SqliteErrorCode: 5 or 6 } => "数据库正被占用：请稍后再试，或先停止正在运行的服务。",
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } => "数据库文件不能读写：请检查数据目录的权限和磁盘。",
        SqliteException { SqliteErrorCode: 11 or 26 } => "数据库文件已损坏，或不是好差评的数据库。",
        SqliteException { SqliteErrorCode: 1 } e when e.Message.Contains("no such ", StringComparison.Ordinal) => "数据库结构不是最新：请执行 haochaping migrate。",
        PostgresException { SqlState: "42P01" or "42703" } => "数据库结构不是最新：请执行 haochaping migrate。",
        PostgresException { SqlState: "28P01" or "28000" } => "数据库用户名或口令不正确：请检查 Database__ConnectionString。",
        PostgresException { SqlState: "3D000" } => "数据库不存在：请先建库，再执行 haochaping migrate。",
        PostgresException { SqlState: "42501" } => "数据库角色权限不足：迁移请使用属主角色。",
        NpgsqlException => "数据库连接不上：请检查 Database__ConnectionString 和数据库服务。",
        FileNotFoundException { FileName: { } file } => $"找不到文件 {file}。",
        DirectoryNotFoundException or FileNotFoundException => "找不到文件或目录：" + cause.Message,
        UnauthorizedAccessException => "没有读写权限：" + cause.Message,
        Microsoft.AspNetCore.Connections.AddressInUseException => "监听地址已被占用：请用 --urls 换一个端口，或停止占用它的程序。",
        IOException => "读写出错：" + cause.Message,
        _ => null,
    };
}
