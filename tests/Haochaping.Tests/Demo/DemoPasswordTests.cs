using Haochaping.Host.Demo;
using Haochaping.Identity.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Demo;

public sealed class DemoPasswordTests
{
    [Fact]
    public void A_password_of_the_demo_city_is_never_too_weak() =>
        Enumerable.Range(0, 2_000).Select(_ => Passwords.Complaint(CityPlan.NewPassword(), "demo-admin")).ShouldAllBe(no => no == null);
}
