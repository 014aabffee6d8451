using Haochaping.Host;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

/// <summary>迁移 — no model change without its migration, on either store; a start does not look, so this does.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void The_model_is_what_the_migrations_make(string store)
    {
        using var db = new DesignTimeDb().CreateDbContext([store]);
        db.Database.HasPendingModelChanges().ShouldBeFalse($"Make the migration: dotnet ef migrations add <Name> … -- {store}");
    }
}
