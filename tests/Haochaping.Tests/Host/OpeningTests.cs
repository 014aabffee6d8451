using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Chaos;
using Haochaping.Storage.Postgres;
using Haochaping.Testing;
using Haochaping.Tests.Ledger;
using Npgsql;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>开门检查 — what keeps the house closed, each with a sentence that says what to do.</summary>
[Collection(nameof(HouseProcess))]
public sealed class OpeningTests : IDisposable
{
    private readonly Shell shell = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task Sqlite_without_full_sync_is_refused_unless_allowed_and_then_red_for_doctor()
    {
        shell.Settings["Database:SynchronousFull"] = "false";
        (await RefusalAsync()).ShouldSatisfyAllConditions(s => s.ShouldStartWith("unsafe-durability"), s => s.ShouldContain("synchronous"), s => s.ShouldContain("Database__AllowUnsafeDurability"));

        shell.Settings["Database:AllowUnsafeDurability"] = "true";
        await using (var house = await HouseProcess.ServeAsync(shell.Settings))
        {
            (await house.StopAsync()).ShouldBe(0);
            house.Errors.ShouldContain("警告：SQLite synchronous");
        }

        var doctor = await shell.RunAsync("doctor");
        doctor.Code.ShouldBe(1);
        doctor.Output.Split('\n').ShouldContain(line => line.Contains('红') && line.Contains("synchronous"));
    }

    [Fact]
    public async Task Postgres_that_may_lose_commits_is_refused()
    {
        await using var database = await PostgresAsync();
        (await shell.RunAsync("migrate")).Code.ShouldBe(0);
        shell.Settings["Database:ConnectionString"] += ";Options=-c synchronous_commit=off";
        (await RefusalAsync()).ShouldSatisfyAllConditions(s => s.ShouldStartWith("unsafe-durability"), s => s.ShouldContain("synchronous_commit=off"));
    }

    [Fact(SkipUnless = nameof(PostgresServer.IsThere), SkipType = typeof(PostgresServer), Skip = PostgresServer.WhySkipped)]
    public async Task Postgres_that_does_not_sync_is_refused_unless_allowed_and_then_red_for_doctor()
    {
        await using var server = await OwnPostgres.StartNewAsync("fsync=off");
        (shell.Settings["Database:Provider"], shell.Settings["Database:ConnectionString"]) = ("postgres", server.ConnectionString);
        (await shell.RunAsync("migrate")).Code.ShouldBe(0);
        (await RefusalAsync()).ShouldSatisfyAllConditions(s => s.ShouldStartWith("unsafe-durability"), s => s.ShouldContain("fsync=off"));

        (await shell.RunAsync("doctor")).Output.Split('\n').ShouldContain(line => line.Contains('红') && line.Contains("fsync=off"));
        shell.Settings["Database:AllowUnsafeDurability"] = "true";
        await using var house = await HouseProcess.ServeAsync(shell.Settings);
        (await house.StopAsync()).ShouldBe(0);
        house.Errors.ShouldContain("警告：PostgreSQL fsync=off");
    }

    [Fact]
    public async Task Postgres_that_was_not_migrated_is_refused_with_the_command_to_run()
    {
        await using var database = await PostgresAsync();
        (await RefusalAsync()).ShouldContain("haochaping migrate");
        (await shell.RunAsync("migrate")).Code.ShouldBe(0);
        await using var house = await HouseProcess.ServeAsync(shell.Settings);
        using var http = new HttpClient { BaseAddress = house.Address };
        (await http.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TownStore.Sqlite, "UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20250101000000_Initial'", "20250101000000_Initial")]
    [InlineData(TownStore.Sqlite, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0')", "29990101000000_Later")]
    [InlineData(TownStore.Postgres, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0')", "29990101000000_Later")]
    public async Task A_store_of_another_version_is_refused_in_words_and_left_alone(TownStore store, string made, string stranger)
    {
        await using var database = store == TownStore.Postgres ? await PostgresAsync() : null;
        (await shell.RunAsync("migrate")).Code.ShouldBe(0);
        await using (var insider = await Insider.OfAsync(shell.Settings.GetValueOrDefault, store))
        {
            await insider.DoAsync(made);
        }

        foreach (var command in new[] { "serve", "migrate", "verify" })
        {
            var (code, output, errors) = await shell.RunAsync(command);
            code.ShouldBe(1, output);
            errors.ShouldStartWith("store-of-another-version");
            errors.ShouldContain(stranger);
        }

        (await shell.RunAsync("doctor")).Output.Split('\n').ShouldContain(line => line.Contains('红') && line.Contains("store-of-another-version"));
    }

    [Theory]
    [InlineData(140012, "PostgreSQL 14.12 太旧")]
    [InlineData(90624, "PostgreSQL 9.624 太旧")]
    [InlineData(150000, null)]
    [InlineData(180001, null)]
    public void Postgres_before_15_is_refused(int version, string? sentence) =>
        (PostgresStore.TooOld(version) ?? "").ShouldStartWith(sentence ?? "");

    [Fact]
    public async Task A_filled_vault_without_its_keys_stays_closed_and_no_other_key_file_is_left()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await town.ACaseIsCompleted();
        foreach (var (key, value) in (await town.LeaveAsync()).Where(s => s.Key != "Keys:File"))
        {
            shell.Settings[key] = value;
        }

        (await RefusalAsync()).ShouldContain("key import");
        File.Exists(shell.KeyFile).ShouldBeFalse("the right one must still fit in its place");
        (await shell.RunAsync("key", "init")).Code.ShouldBe(0);
        (await RefusalAsync()).ShouldContain("密钥文件与数据库不匹配");
        (await shell.RunAsync("doctor")).Output.Split('\n').ShouldContain(line => line.Contains('红') && line.Contains("vault"));
    }

    [Fact]
    public async Task A_damaged_pack_and_a_missing_overlay_are_told_together()
    {
        var folder = PolicyWithout();
        File.AppendAllText(Path.Combine(folder, "packs", "SZ.yaml"), "\nnonsense: 1\n");
        File.AppendAllText(Path.Combine(folder, "packs", "JX.yaml"), "\nnonsense: 1\n");
        shell.Settings["Policy:Overlays:0"] = "no-such-overlay";
        var said = await RefusalAsync();
        said.ShouldContain("SZ");
        said.ShouldContain("JX");
        said.ShouldContain("no-such-overlay");
    }

    [Fact]
    public async Task A_year_without_a_calendar_is_an_alarm_and_its_dates_are_provisional()
    {
        var year = TimeProvider.System.GetUtcNow().AddHours(8).Year;
        PolicyWithout($"{year}.json");
        await using var house = await HouseProcess.ServeAsync(shell.Settings);
        using var http = new HttpClient { BaseAddress = house.Address };
        var ready = await http.GetAsync("/health/ready", Cancel);
        var body = await ready.Content.ReadAsStringAsync(Cancel);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, "people can still rate");
        body.ShouldContain("Degraded");
        body.ShouldContain($"{year}");
        body.ShouldContain("暂定");
        var told = await http.GetFromJsonAsync<JsonElement>($"/api/v1/policy/explain?pack=ND&clock=accept&from={year}-06-01", Cancel);
        told.GetProperty("provisional").GetBoolean().ShouldBeTrue();
        var doctor = await shell.RunAsync("doctor");
        doctor.Code.ShouldBe(1);
        doctor.Output.Split('\n').ShouldContain(line => line.Contains('红') && line.Contains($"缺少 {year} 年"));
    }

    [Theory]
    [InlineData("Proxies:Known:0", "", "Proxies:Known")]
    [InlineData("Proxies:Known", "", "Proxies:Known")]
    [InlineData("Proxies:Known:0", "not-an-address", "not-an-address")]
    [InlineData("PublicUrl", "pingjia", "PublicUrl")]
    [InlineData("Database:Provider", "oracle", "sqlite 或 postgres")]
    [InlineData("Database:Provider", "postgres", "Database__ConnectionString")]
    [InlineData("Database:ConnectionString_FILE", "/no/such/secret", "/no/such/secret")]
    [InlineData("urls", "nonsense", "urls")]
    public async Task A_setting_that_cannot_be_right_is_refused(string key, string value, string said)
    {
        shell.Settings[key] = value;
        (await RefusalAsync()).ShouldContain(said);
    }

    [Fact]
    public async Task A_secret_may_stand_in_a_file()
    {
        await using var database = await PostgresAsync();
        shell.Settings["Database:ConnectionString_FILE"] = shell.Write("connection", shell.Settings["Database:ConnectionString"] + "\n");
        shell.Settings.Remove("Database:ConnectionString");
        (await shell.RunAsync("migrate")).Code.ShouldBe(0);
    }

    private async Task<string> RefusalAsync()
    {
        var (code, output, errors) = await shell.RunAsync("serve");
        code.ShouldBe(1, output);
        return errors;
    }

    // The shipped policy folder without some calendar years, for this house alone.
    private string PolicyWithout(params string[] missing)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "policy");
        var own = Path.Combine(Path.GetDirectoryName(shell.DataFolder)!, "policy");
        foreach (var file in Directory.GetFiles(shipped, "*", SearchOption.AllDirectories).Where(f => !missing.Contains(Path.GetFileName(f))))
        {
            var copy = Path.Combine(own, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        shell.Settings["Policy:Folder"] = own;
        return own;
    }

    private async Task<Dropped> PostgresAsync()
    {
        if (!PostgresServer.IsThere)
        {
            Assert.Skip(PostgresServer.WhySkipped);
        }

        shell.Settings["Database:Provider"] = "postgres";
        shell.Settings["Database:ConnectionString"] = await PostgresServer.CreateDatabaseAsync(cancel: Cancel);
        return new(shell.Settings["Database:ConnectionString"]!);
    }

    private sealed record Dropped(string Connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearAllPools();
            await PostgresServer.DropDatabaseAsync(Connection);
        }
    }
}
