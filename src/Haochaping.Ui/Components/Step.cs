namespace Haochaping.Ui;

/// <summary>How far a step is.</summary>
public enum StepState
{
    /// <summary>Still to come.</summary>
    Next,

    /// <summary>Happening now.</summary>
    Now,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>步骤 — one line of a timeline.</summary>
/// <param name="Title">What happens.</param>
/// <param name="When">When, or by when and by which rule.</param>
/// <param name="State">How far it is.</param>
/// <param name="Href">Leads to its explanation.</param>
public sealed record Step(string Title, string When, StepState State = StepState.Next, string? Href = null);
