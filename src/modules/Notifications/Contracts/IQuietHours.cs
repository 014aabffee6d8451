namespace Haochaping.Notifications.Contracts;

/// <summary>免打扰时段 — when nobody is told anything; rooms that tell officials on a page keep the same hours.</summary>
public interface IQuietHours
{
    /// <summary>Is this instant quiet?</summary>
    bool Covers(DateTimeOffset at);
}
