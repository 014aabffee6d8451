using System.Globalization;
using Haochaping.Testing;
using Npgsql;

namespace Haochaping.Speed;

/// <summary>Processor time of PostgreSQL, all its processes together: what a rating costs there does not depend on who else is busy.</summary>
internal static class Processor
{
    private const double TicksPerSecond = 100; // USER_HZ, proc(5)

    /// <summary>Seconds so far; 0 on SQLite, where the engine is part of the program.</summary>
    public static async Task<double> OfDatabaseAsync(TownStore store, IReadOnlyDictionary<string, string?> settings)
    {
        if (store != TownStore.Postgres)
        {
            return 0;
        }

        await using var connection = new NpgsqlConnection(settings["Database:ConnectionString"]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        var master = Fields((int)(await command.ExecuteScalarAsync())!)![1];
        return Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? Fields(id) : null)
            .Sum(f => f is null ? 0 : f[1] == master ? Time(f, 11) + Time(f, 12) : f[^1] == master ? Enumerable.Range(11, 4).Sum(i => Time(f, i)) : 0) / TicksPerSecond;
    }

    private static double Time(string[] fields, int at) => double.Parse(fields[at], CultureInfo.InvariantCulture);

    // What follows the name in /proc/PID/stat (state, parent, …), and the id itself at the end.
    private static string[]? Fields(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' '), id.ToString(CultureInfo.InvariantCulture)];
        }
        catch (IOException)
        {
            return null; // it has ended meanwhile
        }
    }
}
