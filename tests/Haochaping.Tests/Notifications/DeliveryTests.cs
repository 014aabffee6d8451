using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Gateway;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Notifications;

public sealed class DeliveryTests
{
    [Fact]
    public void Attempts_grow_apart_and_an_outage_of_a_working_day_parks_nothing()
    {
        Enumerable.Range(1, 9).Select(n => Delivery.Wait(n).TotalMinutes).ShouldBe([1, 2, 4, 8, 16, 32, 64, 120, 120]);
        Enumerable.Range(1, Read().Delivery.MaxAttempts - 1).Sum(n => Delivery.Wait(n).TotalHours).ShouldBeGreaterThan(8);
    }

    [Theory]
    [InlineData("21:00", "08:00", "20:59", false)]
    [InlineData("21:00", "08:00", "21:00", true)]
    [InlineData("21:00", "08:00", "07:59", true)]
    [InlineData("21:00", "08:00", "08:00", false)]
    [InlineData("12:00", "14:00", "13:00", true)]
    [InlineData("00:00", "00:00", "03:00", false)]
    public void Quiet_hours_are_house_time(string from, string until, string at, bool quiet) =>
        new QuietHours(TimeOnly.Parse(from), TimeOnly.Parse(until)).Covers(DateTimeOffset.Parse($"2026-11-23T{at}+08:00").ToUniversalTime()).ShouldBe(quiet);

    [Fact]
    public void Settings_that_would_leak_or_mislead_stop_the_start()
    {
        Complaint(("Sms:Url", "https://sms.example"), ("Sms:Key", "sixteen characters")).ShouldContain("PublicUrl");
        Complaint(("Sms:Url", "http://sms.example"), ("Sms:Key", "sixteen characters"), ("../PublicUrl", "https://a.example")).ShouldContain("https");
        Complaint(("Sms:Url", "https://sms.example"), ("Sms:Key", "short"), ("../PublicUrl", "https://a.example")).ShouldContain("16");
        Should.NotThrow(() => Read(("Sms:Url", "https://sms.example"), ("Sms:Key", "sixteen characters"), ("../PublicUrl", "https://a.example")));
        Should.NotThrow(() => Read());
    }

    [Theory]
    [InlineData("https://pingjia.example.gov.cn")]
    [InlineData("https://pingjia.example.gov.cn/hcp/")]
    public void A_link_begins_with_the_whole_public_address(string address)
    {
        var settings = Read(("../PublicUrl", address));

        settings.Compose("请您评价", "/e/abc").ShouldBe($"请您评价 {address.TrimEnd('/')}/e/abc");
    }

    private static string Complaint(params (string Key, string Value)[] settings) =>
        Should.Throw<InvalidOperationException>(() => Read(settings)).Message;

    private static SmsSettings Read(params (string Key, string Value)[] settings) => SmsSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key.StartsWith("../", StringComparison.Ordinal) ? s.Key[3..] : "Notifications:" + s.Key, (string?)s.Value)))
        .Build());
}
