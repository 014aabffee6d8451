using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Haochaping.Kernel.Data;

/// <summary>What EF's metadata says about one table: enough to write batched SQL for it without a second description.</summary>
public sealed class Table
{
    private static readonly ConcurrentDictionary<(IModel, Type), Table> Known = new();

    private Table(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        Columns = [.. entity.GetProperties()
            .Where(p => p.ValueGenerated != ValueGenerated.OnAdd || p.ClrType == typeof(Guid))
            .Select(p => new Column(p))];
        Keys = [.. entity.FindPrimaryKey()!.Properties.Select(p => new Column(p))];
        Others = [.. Columns.Where(c => Keys.All(k => k.Name != c.Name))];
    }

    /// <summary>Table name.</summary>
    public string Name { get; }

    /// <summary>The name as it stands in SQL, quoted: some names are words of SQL.</summary>
    public string Sql => $"\"{Name}\"";

    /// <summary>Columns that the writer fills; those the store numbers are left out.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Columns of the primary key, in key order.</summary>
    public IReadOnlyList<Column> Keys { get; }

    /// <summary>Columns that are no part of the key.</summary>
    public IReadOnlyList<Column> Others { get; }

    /// <summary>The table of an entity type.</summary>
    public static Table Of(AppDb db, Type row) =>
        Known.GetOrAdd((db.Model, row), key => new Table(key.Item1.FindEntityType(key.Item2) ?? throw new InvalidOperationException($"{key.Item2.Name} is not mapped.")));

    /// <summary>The column of a property.</summary>
    public Column ColumnOf(string property) => Columns.First(c => c.Property == property);
}

/// <summary>One column: its name, its type in the store, and how an entity's value becomes the store's value.</summary>
public sealed class Column
{
    private readonly Func<object, object?> read;
    private readonly ValueConverter? converter;

    internal Column(IProperty property)
    {
        Property = property.Name;
        Name = property.GetColumnName();
        var mapping = property.GetTypeMapping();
        StoreType = property.GetColumnType();
        converter = mapping.Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        ClrType = Nullable.GetUnderlyingType(type) ?? type;
        var row = Expression.Parameter(typeof(object));
        var get = Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!);
        read = Expression.Lambda<Func<object, object?>>(Expression.Convert(get, typeof(object)), row).Compile(); // reflection would cost as much as the rules
    }

    /// <summary>Name of the CLR property.</summary>
    public string Property { get; }

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>The name as it stands in SQL, quoted.</summary>
    public string Sql => $"\"{Name}\"";

    /// <summary>Type in the store, for example <c>uuid</c>.</summary>
    public string StoreType { get; }

    /// <summary>CLR type that the driver takes, without its nullability.</summary>
    public Type ClrType { get; }

    /// <summary>Whether two states of a row differ here.</summary>
    public bool Differs(object before, object next) => !Equals(read(before), read(next));

    /// <summary>The value of this column in a row, as the driver takes it.</summary>
    public object? ValueIn(object row) => Convert(read(row));

    /// <summary>A loose value of this column, as the driver takes it.</summary>
    public object? Convert(object? value) => value is null ? null : converter is null ? value : converter.ConvertToProvider(value);
}
