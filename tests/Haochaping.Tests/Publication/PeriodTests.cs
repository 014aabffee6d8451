using Haochaping.Policy.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Publication;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-11-20", Cadence.Monthly, "2026-10-01", "2026-10-31")]
    [InlineData("2026-11-01", Cadence.MonthEnd, "2026-10-01", "2026-10-31")]
    [InlineData("2026-11-20", Cadence.Quarterly, "2026-07-01", "2026-09-30")]
    [InlineData("2026-01-01", Cadence.Quarterly, "2025-10-01", "2025-12-31")]
    [InlineData("2026-06-30", Cadence.HalfYear, "2025-07-01", "2025-12-31")]
    [InlineData("2026-11-20", Cadence.Year, "2025-01-01", "2025-12-31")]
    [Requirement("GEN-D2.2.2")]
    public void The_last_period_is_the_one_that_has_ended(string today, Cadence cadence, string from, string to) =>
        Period.LastBefore(DateOnly.Parse(today), cadence).ShouldBe(new Period(DateOnly.Parse(from), DateOnly.Parse(to)));

    [Fact]
    public void Periods_cross_when_they_share_days_without_being_the_same()
    {
        Period october = new(new(2026, 10, 1), new(2026, 10, 31)), quarter = new(new(2026, 10, 1), new(2026, 12, 31)), november = new(new(2026, 11, 1), new(2026, 11, 30));
        october.Crosses(quarter).ShouldBeTrue();
        quarter.Crosses(november).ShouldBeTrue();
        october.Crosses(october).ShouldBeFalse();
        october.Crosses(november).ShouldBeFalse();
    }
}
