using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Channels;

/// <summary>渠道脉搏: a channel that usually speaks and is silent improbably long raises an alarm, and no other does.</summary>
public sealed class PulseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Two ratings every office hour on every weekday of the four weeks before Wednesday 18 November 2026.
    private static readonly HourCount[] Office =
    [
        .. Enumerable.Range(1, 28).Select(d => new DateOnly(2026, 11, 18).AddDays(-d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(d => Enumerable.Range(9, 8).Select(h => new HourCount("kiosk", d, h, 2))),
    ];

    [Theory]
    [InlineData("2026-11-18T09:30", 0, false)] // last evening at 16 h, then a night
    [InlineData("2026-11-18T12:10", 6, false)] // three hours: e^-6
    [InlineData("2026-11-18T13:00", 8, true)] // four hours
    [InlineData("2026-11-18T12:59", 6, false)] // the hour that is running does not count
    [InlineData("2026-11-19T10:00", 18, true)]
    [InlineData("2026-12-14T10:00", 80, true)] // long after: a week at most, by the weeks before the silence
    public void Silence_is_measured_in_what_it_would_have_brought(string now, double expected, bool alarm)
    {
        var pulse = Silence.Of(Office, At(now)).ShouldHaveSingleItem();
        pulse.Expected.ShouldBe(expected);
        pulse.IsSilent.ShouldBe(alarm);
        pulse.Chance.ShouldBe(Math.Exp(-expected));
    }

    [Fact]
    public void One_rating_ends_a_silence_and_weekends_nights_and_rare_channels_are_no_silence()
    {
        Silence.Of([.. Office, new("kiosk", new(2026, 11, 18), 13, 1)], At("2026-11-18T14:30")).ShouldHaveSingleItem().Expected.ShouldBe(0);
        var friday = Office.Where(c => c.Day < new DateOnly(2026, 11, 14));
        Silence.Of(friday, At("2026-11-15T23:00")).ShouldHaveSingleItem().Expected.ShouldBe(0);
        HourCount[] rare = [.. Enumerable.Range(1, 4).Select(w => new HourCount("paper_form", new DateOnly(2026, 11, 18).AddDays(-7 * w), 10, 1))];
        Silence.Of(rare, At("2026-11-18T18:00")).ShouldHaveSingleItem().IsSilent.ShouldBeFalse();
        Silence.Of([], At("2026-11-18T18:00")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_channel_that_falls_silent_is_told_on_the_page_and_by_the_health_check_and_a_probe_does_not_hide_it(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-10-21T09:30");
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await chief.GoAsync("/console/channels")).Html.ShouldContain("还没有评价");
        foreach (var day in new[] { "2026-10-21", "2026-10-28", "2026-11-04", "2026-11-11" })
        {
            town.Clock.SetNow(day + "T09:30");
            await RateAsync(town, day, 8, "app");
        }

        town.Clock.SetNow("2026-11-18T09:59");
        (await HealthAsync(town)).ShouldBe(("Healthy", "正常"));
        town.Clock.SetNow("2026-11-18T14:00");
        await ProbeTests.ProbeAsync(town, town.Address, ["app"]);
        var (status, message) = await HealthAsync(town);
        status.ShouldBe("Degraded");
        message.ShouldContain("app 自 11 月 11 日 10 时 起没有评价（平常约 8 条）");
        using var later = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await later.GoAsync("/console/channels")).Html.ShouldContain("class=\"chip bad\"");
        (await later.GoAsync("/console/channels?lang=en")).Html.ShouldContain("Improbably silent");

        await RateAsync(town, "2026-11-18", 1, "app");
        (await HealthAsync(town)).Status.ShouldBe("Healthy");
        (await later.GoAsync("/console/channels?lang=zh")).Html.ShouldNotContain("class=\"chip bad\"");
        (await town.LookAsync(db => db.Pulse.Where(p => p.Channel == "app").SumAsync(p => p.Count, Cancel))).ShouldBe(33);
    }

    private static async Task RateAsync(Town town, string day, int many, string channel)
    {
        var numbers = Enumerable.Range(1, many).Select(i => $"{day}-{i}").ToList();
        await town.PostAsync("/api/v1/cases", new { cases = numbers.Select(n => ACase(n, town.Clock.GetUtcNow().ToString("o"))) });
        await town.SettleAsync();
        foreach (var number in numbers)
        {
            (await town.Rate(await town.LinkOf(number, channel), 5)).EnsureSuccessStatusCode();
        }

        await town.SettleAsync();
    }

    private static async Task<(string Status, string Message)> HealthAsync(Town town)
    {
        var answer = await town.Citizen.GetAsync("/health/ready", Cancel);
        var check = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("checks").GetProperty("channels-silent");
        return (check.Text("status")!, check.Text("message")!);
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment + ":00+08:00");
}
