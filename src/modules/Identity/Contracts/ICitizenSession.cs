using Microsoft.AspNetCore.Http;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// 群众会话 — a citizen who has shown who they are, for a while and in this browser alone. It is kept apart from the sessions of staff,
/// holds the person's token and nothing else, and opens no door of the console.
/// </summary>
public interface ICitizenSession
{
    /// <summary>From now on this browser speaks for the person, at most so long; it ends with the browser in any case.</summary>
    Task SignInAsync(HttpContext http, PersonToken rater, TimeSpan life);

    /// <summary>Who sits there, or null.</summary>
    Task<PersonToken?> FindAsync(HttpContext http);

    /// <summary>Forgets them.</summary>
    Task SignOutAsync(HttpContext http);
}
