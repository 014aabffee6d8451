using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Features;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>A new place needs files alone, and the house does not stop for it.</summary>
public sealed class NewPlaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_alone_make_a_new_place_and_old_cases_keep_their_rules()
    {
        await using var place = await ThrowAwayPlace.OpenAsync("2026-09-21T09:00");
        var before = await FormAsync(place.Town, await place.CaseAsync());
        place.Write([("window.length", "11"), ("form.indicators.agency", "[测试指标]")]);

        await Follower(place.Town).LookAsync(Cancel);

        var after = await FormAsync(place.Town, await place.CaseAsync());
        (Window(before), Window(after)).ShouldBe(("5个工作日", "11个自然日"));
        after.GetProperty("indicators").EnumerateArray().Select(i => i.GetString()).ShouldContain("测试指标");
        after.GetProperty("closesAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 10, 3, 0, 0, 0, TimeSpan.FromHours(8)));
        Window(await FormAsync(place.Town, "K-0001")).ShouldBe("5个工作日", "the case was invited under the old version");
    }

    [Fact]
    public async Task A_bad_pack_leaves_the_old_set_running_and_is_complained_about_until_it_is_mended()
    {
        await using var place = await ThrowAwayPlace.OpenAsync("2026-09-21T09:00");
        await place.RuleAsync([("window.length", "11")]);
        place.Write([("window.length", "many")]);
        var packs = place.Town.Services.GetRequiredService<IRulePacks>();

        await Follower(place.Town).LookAsync(Cancel);

        packs.Refused!.Complaints!.ShouldHaveSingleItem().Field.ShouldStartWith("packs/TT.yaml:1 window.length");
        packs.Check().Refusal!.Code.ShouldBe("bad-rule-packs");
        Window(await FormAsync(place.Town, await place.CaseAsync())).ShouldBe("11个自然日");
        (await new RulesHealth(packs).CheckHealthAsync(new(), Cancel)).Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded);

        place.Write([("window.length", "12")]);
        await Follower(place.Town).LookAsync(Cancel);
        packs.Refused.ShouldBeNull();
        Window(await FormAsync(place.Town, await place.CaseAsync())).ShouldBe("12个自然日");
    }

    private static FollowRules Follower(Town town) => town.Services.GetServices<IHostedService>().OfType<FollowRules>().Single();

    private static string Window(JsonElement form) => form.GetProperty("window").GetString()!;

    private static async Task<JsonElement> FormAsync(Town town, string number) =>
        await town.Citizen.GetFromJsonAsync<JsonElement>($"/api/v1/tasks/{await town.LinkOf(number)}", Cancel);
}
