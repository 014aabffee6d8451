using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Haochaping.Chaos;

/// <summary>
/// 自备数据库 — a PostgreSQL server of this bench's own, on loopback, with every sync on, to be killed and started again. Nothing is tidied up
/// after a kill: <c>postmaster.pid</c> stays, and a start is tried until the orphaned back ends of the last life are gone.
/// </summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private static readonly string Programs = Environment.GetEnvironmentVariable("HAOCHAPING_TEST_POSTGRES_BIN")
        ?? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => d + "/bin").LastOrDefault() ?? "";

    private static readonly bool IsRoot = Environment.IsPrivilegedProcess;
    private readonly string folder;
    private readonly string password;
    private readonly List<string> options = [];
    private readonly ConcurrentQueue<string> log = new();
    private Process? server;

    private OwnPostgres(string folder, string password) => (this.folder, this.password) = (folder, password);

    public int Port { get; } = FreePort();

    /// <summary>What it said.</summary>
    public IReadOnlyCollection<string> Log => log;

    public string Host => $"127.0.0.1:{Port}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Username = "haochaping", Password = password, Database = "postgres" }.ConnectionString;

    private string Data => Path.Combine(folder, "data");

    /// <summary>A new server with a store of its own, running.</summary>
    public static async Task<OwnPostgres> StartNewAsync(params string[] options)
    {
        var own = new OwnPostgres(NewFolder(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var secret = Path.Combine(own.folder, "password");
        await File.WriteAllTextAsync(secret, own.password + "\n");
        await GiveAwayAsync(own.folder);
        await own.DoAsync("initdb", "-D", own.Data, "-U", "haochaping", "--pwfile=" + secret, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8");
        own.options.AddRange(options);
        await own.StartAsync();
        return own;
    }

    /// <summary>A second server that follows this one, copied while it runs, and started.</summary>
    public async Task<OwnPostgres> StandbyAsync()
    {
        var standby = new OwnPostgres(NewFolder(), password);
        await GiveAwayAsync(standby.folder);
        var source = $"host=127.0.0.1 port={Port} user=haochaping password={password}";
        await standby.DoAsync("pg_basebackup", "-D", standby.Data, "-d", source, "-X", "stream", "-c", "fast", "-R");
        await standby.StartAsync();
        return standby;
    }

    /// <summary>Starts it, however often that has to be tried; how often that was.</summary>
    public async Task<int> StartAsync()
    {
        for (var tries = 1; ; tries++)
        {
            string[] settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "fsync=on", .. options];
            server = Process.Start(Line("postgres", ["-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), .. settings.SelectMany(s => new[] { "-c", s })]))!;
            _ = ListenAsync(server);
            for (var began = Stopwatch.GetTimestamp(); !server.HasExited && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1);)
            {
                if (await AnswersAsync())
                {
                    NpgsqlConnection.ClearAllPools(); // what this process knows of its last life
                    return tries;
                }

                await Task.Delay(20);
            }

            if (tries == 100)
            {
                throw new InvalidOperationException("PostgreSQL did not start again.");
            }

            await Task.Delay(250);
        }
    }

    /// <summary><c>kill -9</c> of the postmaster alone, as an operating system short of memory does it.</summary>
    public async Task KillAsync()
    {
        server!.Kill();
        await server.WaitForExitAsync();
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the bench's own words, nobody's input
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            using var ask = Process.Start("kill", ["-QUIT", $"{server.Id}"]); // it takes its back ends along
            await server.WaitForExitAsync();
        }

        for (var tries = 0; Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (tries < 20)
            {
                await Task.Delay(250); // a back end without its postmaster is still leaving
            }
        }
    }

    // A server whose log nobody reads would stop in the middle of a line.
    private async Task ListenAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            log.Enqueue(line);
        }
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("haochaping-own-postgres-").FullName;

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    // PostgreSQL never runs as root: a root's server belongs to another user.
    private static async Task GiveAwayAsync(string folder)
    {
        if (IsRoot)
        {
            await EndAsync(new ProcessStartInfo("chown", ["-R", "postgres", folder]));
        }
    }

    private Task DoAsync(string program, params string[] arguments) => EndAsync(Line(program, arguments));

    private static async Task EndAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {await said}");
        }
    }

    private ProcessStartInfo Line(string program, params string[] arguments)
    {
        string[] line = [.. IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : Array.Empty<string>(), Path.Combine(Programs, program), .. arguments];
        return new(line[0], line[1..]) { RedirectStandardError = true, WorkingDirectory = folder };
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await RunAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
