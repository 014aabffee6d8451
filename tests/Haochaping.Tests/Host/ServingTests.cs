using System.Net;
using System.Text.Json;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>运行 — what the running program tells those who watch over it.</summary>
[Collection(nameof(HouseProcess))]
public sealed class ServingTests : IDisposable
{
    private readonly Shell shell = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task It_prints_where_it_listens_whatever_the_environment_says()
    {
        shell.Settings["PublicUrl"] = "https://pingjia.example.gov.cn/hcp";
        shell.Settings.Remove("urls");
        await using var house = await HouseProcess.ServeAsync(shell.Settings, null, "--urls", "http://127.0.0.1:0");
        house.Address.Port.ShouldBeGreaterThan(1024);
        house.Output.ShouldContain(line => line.Contains($"{house.Address}console", StringComparison.Ordinal));
        house.Output.ShouldContain(line => line.Contains("对外地址 https://pingjia.example.gov.cn/hcp", StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = house.Address };
        (await http.GetAsync("/results", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await house.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Health_is_told_in_chinese_and_figures_are_measured()
    {
        await using var house = await HouseProcess.ServeAsync(shell.Settings);
        using var http = new HttpClient { BaseAddress = house.Address };
        foreach (var (path, checks) in new[] { ("live", (string[])[]), ("startup", ["database"]), ("ready", ["database", "keys", "policy-calendar", "policy-rules", "channels-silent", "exchange-partners"]) })
        {
            var answer = await http.GetAsync("/health/" + path, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
            var each = body.GetProperty("checks").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetProperty("message").GetString());
            each.Keys.ShouldBe(checks, ignoreOrder: true);
            if (each.Remove("policy-calendar", out var calendar) && calendar != "正常")
            {
                calendar.ShouldNotBeNull().ShouldContain("节假日安排"); // by the real day: toward the end of a year the next year's notice is due
                body.GetProperty("message").GetString().ShouldBe("可用，但有问题需要处理");
            }
            else
            {
                body.GetProperty("message").GetString().ShouldBe("正常");
            }

            each.Values.ShouldAllBe(message => message == "正常");
        }

        var figures = await http.GetStringAsync("/metrics", Cancel);
        figures.ShouldContain("http_server_request_duration_seconds_count{");
        figures.ShouldContain("http_route=\"/health/ready\"");
    }

    [Fact]
    public async Task Traces_go_to_the_collector_named_by_route_and_never_by_path()
    {
        await using var collector = new FakeCollector();
        shell.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        shell.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        await using var house = await HouseProcess.ServeAsync(shell.Settings);
        using (var http = new HttpClient { BaseAddress = house.Address })
        {
            await http.GetAsync("/api/v1/tasks/secret-token-of-a-link", Cancel);
        }

        (await house.StopAsync()).ShouldBe(0);
        collector.Received.ShouldContainKey("/v1/metrics");
        collector.Received["/v1/traces"].ShouldContain("/api/v1/tasks/{token}");
        collector.Received["/v1/traces"].ShouldNotContain("secret-token");
        house.Output.ShouldAllBe(line => !line.Contains("secret-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_demo_is_marked_shows_a_city_at_work_and_is_removed_by_one_command()
    {
        var seeded = await shell.RunAsync("seed-demo", "--cases", "60");
        seeded.Code.ShouldBe(0, seeded.Errors);
        (await shell.RunAsync("seed-demo")).Code.ShouldBe(1, "a house that holds data is never seeded");
        await using (var house = await HouseProcess.ServeAsync(shell.Settings))
        {
            using var http = new HttpClient { BaseAddress = house.Address };
            (await http.GetStringAsync("/results", Cancel)).ShouldContain("演示");
            var link = new Uri(seeded.Output.Split('\n', StringSplitOptions.TrimEntries).Single(l => l.Contains("/e/", StringComparison.Ordinal)));
            (await http.GetStringAsync(link.AbsolutePath, Cancel)).ShouldContain("非常满意");
            (await shell.RunAsync("seed-demo", "--remove")).Code.ShouldBe(1, "somebody is at work");
            (await house.StopAsync()).ShouldBe(0);
        }

        var removed = await shell.RunAsync("seed-demo", "--remove");
        removed.Code.ShouldBe(0, removed.Errors);
        (await shell.RunAsync("seed-demo", "--remove")).Code.ShouldBe(1, "what is no demo is never removed");
    }
}
