namespace Haochaping.Ui;

/// <summary>State of a chip or note: always said in words too.</summary>
public enum Tone
{
    /// <summary>No state.</summary>
    Plain,

    /// <summary>Good, done, in time.</summary>
    Ok,

    /// <summary>Soon due, provisional.</summary>
    Warn,

    /// <summary>Overdue, failed.</summary>
    Bad,
}

internal static class Tones
{
    public static string Css(this Tone tone) => tone switch { Tone.Plain => "", Tone.Ok => " ok", Tone.Warn => " warn", Tone.Bad => " bad" };
}
