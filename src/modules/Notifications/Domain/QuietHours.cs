using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;

namespace Haochaping.Notifications.Domain;

/// <summary>免打扰时段 — when nobody's phone rings, in house time; may reach over midnight. Equal ends mean never quiet.</summary>
/// <param name="From">First quiet minute.</param>
/// <param name="Until">First minute that is not quiet any more.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly Until) : IQuietHours
{
    /// <inheritdoc />
    public bool Covers(DateTimeOffset at) =>
        From != Until && TimeOnly.FromTimeSpan(at.ToHouse().TimeOfDay).IsBetween(From, Until);
}
