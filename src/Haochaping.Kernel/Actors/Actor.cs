namespace Haochaping.Kernel.Actors;

/// <summary>Who acts.</summary>
public enum ActorKind
{
    /// <summary>The house itself: jobs and reactions.</summary>
    System,

    /// <summary>A citizen or company, known by what they hold (a link, a session), never by name.</summary>
    Citizen,

    /// <summary>A signed-in member of staff.</summary>
    Staff,

    /// <summary>A business system with a client key.</summary>
    Client,
}

/// <summary>操作人 — who did something, as it may stand in a fact: a kind and a token, never a name.</summary>
/// <param name="Kind">What sort of actor.</param>
/// <param name="Id">Token of the account or client; empty for the house and for citizens.</param>
public readonly record struct Actor(ActorKind Kind, string Id)
{
    /// <summary>The house itself.</summary>
    public static Actor House { get; } = new(ActorKind.System, "");

    /// <summary>A citizen who is known only by the link they hold.</summary>
    public static Actor Citizen { get; } = new(ActorKind.Citizen, "");

    /// <summary>Reads the form that stands in facts.</summary>
    public static Actor Parse(string text)
    {
        var parts = text.Split(':', 2);
        return new(Enum.Parse<ActorKind>(parts[0], ignoreCase: true), parts.Length == 2 ? parts[1] : "");
    }

    /// <summary>The form that stands in facts: <c>staff:3f…</c>.</summary>
    public override string ToString() => Id.Length == 0 ? Kind.ToString().ToLowerInvariant() : $"{Kind.ToString().ToLowerInvariant()}:{Id}";
}
