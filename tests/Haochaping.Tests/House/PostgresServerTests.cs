using Haochaping.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

public sealed class PostgresServerTests
{
    [Fact(SkipUnless = nameof(PostgresServer.IsThere), SkipType = typeof(PostgresServer), Skip = PostgresServer.WhySkipped)]
    public async Task The_server_of_the_tests_keeps_what_it_confirms()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync(cancel);
        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            await using var show = new NpgsqlCommand($"SHOW {setting}", connection);
            (await show.ExecuteScalarAsync(cancel)).ShouldBe("on", setting);
        }
    }

    [Fact(SkipUnless = nameof(PostgresServer.IsThere), SkipType = typeof(PostgresServer), Skip = PostgresServer.WhySkipped)]
    public async Task A_database_can_be_a_copy_of_another()
    {
        var cancel = TestContext.Current.CancellationToken;
        var template = await PostgresServer.CreateDatabaseAsync(cancel: cancel);
        await using (var connection = new NpgsqlConnection(template))
        {
            await connection.OpenAsync(cancel);
            await using var make = new NpgsqlCommand("CREATE TABLE stone (weight int)", connection);
            await make.ExecuteNonQueryAsync(cancel);
        }

        NpgsqlConnection.ClearPool(new NpgsqlConnection(template));
        var copy = await PostgresServer.CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(template).Database, cancel);
        await using (var connection = new NpgsqlConnection(copy))
        {
            await connection.OpenAsync(cancel);
            await using var count = new NpgsqlCommand("SELECT count(*) FROM stone", connection);
            (await count.ExecuteScalarAsync(cancel)).ShouldBe(0L);
        }

        await PostgresServer.DropDatabaseAsync(copy, cancel);
        await PostgresServer.DropDatabaseAsync(template, cancel);
    }
}
