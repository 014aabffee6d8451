using Haochaping.Identity.Contracts;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Permissions;
using Haochaping.Tests.Policy;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>当场处理: whoever runs a hall learns at once of a negative at its windows, where the pack has it so.</summary>
public sealed class CounterAlertTests
{
    [Fact]
    public async Task The_duty_manager_of_the_hall_sees_what_was_rated_at_its_windows_and_not_what_was_written()
    {
        await using var place = await ThrowAwayPlace.OpenAsync("2026-09-24T09:00");
        await place.RuleAsync([("work_order.alert_duty_manager", "true")]);
        await RateAsync(place, "W-1");
        await place.RuleAsync([("work_order.alert_duty_manager", "false")]);
        await RateAsync(place, "W-2");
        using var manager = await Official.SignInAsync(place.Town, [Role.HallManager], halls: ["JX-HALL"]);
        using var other = await Official.SignInAsync(place.Town, [Role.HallManager], halls: ["SZ-HALL"]);
        using var handler = await Official.SignInAsync(place.Town, [Role.Handler], institutions: ["JX-CITY"]);

        var seen = (await manager.SendAsync("GET", "/console/counter")).Body;
        seen.ShouldContain("A12");
        System.Text.RegularExpressions.Regex.Count(seen, "O-20260924-").ShouldBe(1, "only the one that came while the pack had it so");
        seen.ShouldNotContain("话-W");
        (await other.SendAsync("GET", "/console/counter")).Body.ShouldNotContain("O-20260924-");
        (await handler.SendAsync("GET", "/console/counter")).Body.ShouldNotContain("O-20260924-");
    }

    private static async Task RateAsync(ThrowAwayPlace place, string number)
    {
        (await place.Town.Rate(await place.Town.LinkOf(await place.Town.AWindowCaseAsync(number)), 1, "话-" + number)).EnsureSuccessStatusCode();
        await place.Town.SettleAsync();
    }
}
