namespace Haochaping.Kernel;

/// <summary>What sort of “no” a refusal is; decides the HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong (400).</summary>
    BadRequest,

    /// <summary>Nobody is signed in, or the proof of identity is missing (401).</summary>
    NotSignedIn,

    /// <summary>The actor may not do this (403).</summary>
    NotAllowed,

    /// <summary>No such thing, or not for this actor: the two look alike (404).</summary>
    NotFound,

    /// <summary>The thing is in a state that does not permit this (409).</summary>
    Conflict,

    /// <summary>A window or limit has passed (410).</summary>
    Expired,

    /// <summary>Understood, but contradictory or against a rule (422).</summary>
    Unprocessable,

    /// <summary>Too many at once for now; try again (503 with Retry-After).</summary>
    Busy,
}

/// <summary>拒绝 — an expected “no”, as a value (ADR 0005). A bug throws instead.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable kebab-case code, published as <c>urn:haochaping:{Code}</c>.</param>
/// <param name="Message">A Chinese sentence that says what is wrong and what to do. Never personal data.</param>
/// <param name="Article">The article that decided, where a rule did (for example “深圳 第十七条”).</param>
/// <param name="Complaints">Every single complaint, where a whole document was judged.</param>
public sealed record Refusal(
    RefusalKind Kind,
    string Code,
    string Message,
    string? Article = null,
    IReadOnlyList<Complaint>? Complaints = null);

/// <summary>One complaint about one field of a request or one cell of a file.</summary>
/// <param name="Field">JSON path or column name.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">A Chinese sentence that says what to do.</param>
public sealed record Complaint(string Field, string Code, string Message);
