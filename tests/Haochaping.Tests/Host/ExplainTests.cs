using System.Text.Json;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary><c>policy explain --json</c>: what other programs may rely on.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly Shell shell = new();

    public static MatrixTheoryData<string, string> PacksAndClocks { get; } = new(
        ["ND", "SZ", "JX"],
        ["evaluation-window", "accept", "first-reply", "rectify-simple", "rectify-complex", "absolute-max", "result-audit", "satisfaction-visit"]);

    public void Dispose() => shell.Dispose();

    [Theory, MemberData(nameof(PacksAndClocks))]
    public async Task Every_clock_of_every_pack_is_explained_day_by_day(string pack, string clock)
    {
        var (code, output, errors) = await shell.RunAsync("policy", "explain", "--pack", pack, "--clock", clock, "--from", "2020-09-28T15:00:00+08:00", "--json");
        code.ShouldBe(0, errors);
        var told = JsonDocument.Parse(output).RootElement;
        (told.GetProperty("pack").GetString(), told.GetProperty("clock").GetString()).ShouldBe((pack, clock));
        told.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        told.GetProperty("length").GetInt32().ShouldBeGreaterThanOrEqualTo(clock == "rectify-simple" ? 0 : 1, "at once is a clock as well");
        told.GetProperty("unit").GetString().ShouldBeOneOf("working_day", "natural_day", "month");
        told.GetProperty("provisional").GetBoolean().ShouldBeFalse();
        told.GetProperty("cites").GetArrayLength().ShouldBePositive();
        var last = DateOnly.Parse(told.GetProperty("lastDay").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        told.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)));
        var days = told.GetProperty("days").EnumerateArray().ToList();
        days[^1].GetProperty("date").GetString().ShouldBe(last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        days.ShouldAllBe(d => d.GetProperty("why").GetString()!.Length > 0);
        days.ShouldContain(d => d.GetProperty("counted").GetBoolean());
    }
}
