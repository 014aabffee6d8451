namespace Haochaping.Identity.Features;

/// <summary>Names of the authentication schemes.</summary>
internal static class Schemes
{
    /// <summary>The default: sends each request to <see cref="Client"/> or <see cref="Staff"/>.</summary>
    public const string House = "house";

    /// <summary>The cookie of a full session.</summary>
    public const string Staff = "staff-session";

    /// <summary>The short-lived cookie between right password and full session.</summary>
    public const string HalfWay = "staff-half-way";

    /// <summary>The cookie of a citizen who has shown who they are; never the default, so it opens nothing by itself.</summary>
    public const string Citizen = "citizen-session";

    /// <summary>The key of a business system.</summary>
    public const string Client = "client-key";
}
