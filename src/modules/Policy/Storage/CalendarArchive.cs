using System.Data.Common;
using Haochaping.Kernel.Data;
using Haochaping.Policy.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Policy.Storage;

/// <summary>Where imported years are kept.</summary>
internal interface ICalendarArchive
{
    /// <summary>The newest imported version of each year; a store that is away is an error, because a set without it would be wrong.</summary>
    CalendarShelf Read();

    /// <summary>The same where the store is there and up to date, else nothing: for questions that need no database.</summary>
    CalendarShelf Peek();

    /// <summary>How often the calendar has changed.</summary>
    int Revision();
}

/// <summary>The archive in the house's store, shared by all nodes.</summary>
internal sealed class CalendarArchive(IServiceScopeFactory scopes) : ICalendarArchive
{
    public CalendarShelf Read()
    {
        using var scope = scopes.CreateScope();
        return Read(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    public CalendarShelf Peek()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        try
        {
            return db.Database.CanConnect() ? Read(db) : CalendarShelf.Empty;
        }
        catch (DbException)
        {
            return CalendarShelf.Empty; // there, but not migrated yet: nothing was ever imported into it
        }
    }

    public int Revision()
    {
        using var scope = scopes.CreateScope();
        return Newest(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    // The number first: a version that arrives in between is then read again, not missed.
    private static CalendarShelf Read(AppDb db)
    {
        var revision = Newest(db);
        var imported = db.CalendarVersions.AsNoTracking().Where(v => v.Imported).ToList();
        return new(revision, imported.GroupBy(v => v.Year).Select(g => g.MaxBy(v => v.Version)!)
            .ToDictionary(v => v.Year, v => new SourceText($"{v.Year} 年第 {v.Version} 版（导入）", v.Text)));
    }

    private static int Newest(AppDb db) => db.CalendarVersions.Max(v => v.Revision) ?? 0;
}
