namespace Haochaping.Ui;

/// <summary>A filter at work.</summary>
/// <param name="Label">What the chip says.</param>
/// <param name="Field">Query parameter that removing the chip takes away; null for one that cannot be removed.</param>
public sealed record ActiveFilter(string Label, string? Field);
