namespace Haochaping.Host.Rehearsal;

/// <summary>比较方式 — how what is expected is held against what is seen.</summary>
internal enum Match
{
    /// <summary>Says which thing is meant; nothing is compared.</summary>
    Finds,

    /// <summary>The same; lists regardless of order.</summary>
    Equals,

    /// <summary>The text seen contains it.</summary>
    Contains,

    /// <summary>The text seen does not contain it.</summary>
    Lacks,
}

/// <summary>键 — one key of a step or an expectation, in English and Chinese.</summary>
internal sealed record Field(string Name, string Chinese, Kind Kind, string Says)
{
    public bool Required { get; init; }

    public Match Match { get; init; }

    public static Field Must(string name, string chinese, Kind kind, string says) => new(name, chinese, kind, says) { Required = true };

    public static Field May(string name, string chinese, Kind kind, string says) => new(name, chinese, kind, says);

    public static Field Shows(string name, string chinese, Kind kind, string says, Match match = Match.Equals) => new(name, chinese, kind, says) { Match = match };
}

/// <summary>词条 — something a scenario can say: a step or an expectation, with its keys and its line in the reference.</summary>
internal abstract class Entry(string name, string chinese, string says, params Field[] fields)
{
    public string Name => name;

    public string Chinese => chinese;

    public string Says => says;

    public IReadOnlyList<Field> Fields => fields;

    /// <summary>The key that a bare value stands for.</summary>
    public virtual string? Short => null;
}

/// <summary>步骤 — what somebody does, by the front door. One class is one step: its keys, its act, its line in the reference.</summary>
internal abstract class StepKind(string name, string chinese, string says, params Field[] fields) : Entry(name, chinese, says, fields)
{
    /// <summary>Does it and says what the house answered.</summary>
    public abstract Task<Scratch.Answer> ActAsync(Stage stage, Given given, CancellationToken cancel);
}

/// <summary>预期 — what is to be seen. One class is one kind: how to find the thing, what it shows, its line in the reference.</summary>
internal abstract class SightKind(string name, string chinese, string says, params Field[] fields) : Entry(name, chinese, says, fields)
{
    /// <summary>Whether it is about the answer to the step itself, before the background goes on.</summary>
    public virtual bool IsOfTheAnswer => false;

    /// <summary>Looks at it.</summary>
    public abstract Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel);
}

/// <summary>所给 — the values of one step or expectation.</summary>
/// <param name="Values">By English key.</param>
/// <param name="Line">Line in the file.</param>
internal sealed record Given(IReadOnlyDictionary<string, Value> Values, int Line)
{
    public string? this[string name] => Values.GetValueOrDefault(name)?.Text;

    public string Of(string name, string otherwise = "") => this[name] ?? otherwise;

    public IReadOnlyList<string>? Items(string name) => Values.GetValueOrDefault(name)?.Items;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string name) => Values.GetValueOrDefault(name)?.Pairs ?? [];

    public bool? Flag(string name) => this[name] is { } text ? text == "true" : null;

    public DateTimeOffset Moment(string name, DateTimeOffset now) => this[name] is { } text && text != Kinds.Now ? Kinds.ParseMoment(text)!.Value : now;
}

/// <summary>所见 — what an expectation found.</summary>
internal sealed class Seen
{
    private readonly Dictionary<string, (IReadOnlyList<string> Items, string? Basis)> shown = [];

    /// <summary>Why there is nothing to see.</summary>
    public string? Missing { get; private init; }

    public static Seen Nothing(string why) => new() { Missing = why };

    public Seen With(string name, string? text, string? basis = null) => With(name, text is null ? [] : [text], basis);

    public Seen With(string name, IReadOnlyList<string> items, string? basis = null)
    {
        shown[name] = (items, basis);
        return this;
    }

    public (IReadOnlyList<string> Items, string? Basis)? Of(string name) => shown.TryGetValue(name, out var seen) ? seen : null;
}
