using System.Text;
using System.Text.Json;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Haochaping.Kernel.Data;

/// <summary>What every table has in common, said once: snake_case, UTC instants in milliseconds, names for enums, JSON lists.</summary>
internal static class Conventions
{
    public static void Configure(ModelConfigurationBuilder builder, bool sqlite)
    {
        // SQLite compares text byte by byte, so an instant is stored as milliseconds: order is order, whatever the offset was.
        var instants = builder.Properties<DateTimeOffset>();
        if (sqlite)
        {
            instants.HaveConversion<InstantAsMilliseconds>();
        }
        else
        {
            instants.HaveConversion<InstantAsUtc>();
        }

        builder.Properties<Enum>().HaveConversion<string>();
        builder.Properties<IReadOnlyList<string>>().HaveConversion<JsonText<IReadOnlyList<string>>, JsonComparer<IReadOnlyList<string>>>();
    }

    /// <summary>snake_case for every table, column, key and index that was not named by hand.</summary>
    public static void Finish(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(Snake(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Snake(key.GetName()!));
            }

            foreach (var foreign in entity.GetForeignKeys())
            {
                foreign.SetConstraintName(Snake(foreign.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
            }
        }
    }

    internal static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private sealed class InstantAsMilliseconds() : ValueConverter<DateTimeOffset, long>(
        at => at.ToUnixTimeMilliseconds(),
        ms => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(HouseTime.Offset));

    private sealed class InstantAsUtc() : ValueConverter<DateTimeOffset, DateTime>(
        at => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()).UtcDateTime,
        utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToOffset(HouseTime.Offset));
}

/// <summary>A value kept as JSON text, the same on both stores (Npgsql would make an array of a list of strings).</summary>
public sealed class JsonText<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, Facts.FactJson.Options),
    text => JsonSerializer.Deserialize<T>(text, Facts.FactJson.Options)!);

/// <summary>Lets an entity map say in one word that a property is kept as JSON text.</summary>
public static class JsonColumns
{
    extension<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<T> property)
    {
        /// <summary>Kept as JSON text in both stores.</summary>
        public Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<T> IsJson() =>
            property.HasConversion<JsonText<T>, JsonComparer<T>>();
    }
}

/// <summary>Compares values kept as JSON by their text.</summary>
public sealed class JsonComparer<T>() : ValueComparer<T>(
    (a, b) => JsonSerializer.Serialize(a, Facts.FactJson.Options) == JsonSerializer.Serialize(b, Facts.FactJson.Options),
    value => JsonSerializer.Serialize(value, Facts.FactJson.Options).GetHashCode(StringComparison.Ordinal),
    value => value);
