namespace Haochaping.Ui;

/// <summary>满意度 — the five statutory words, 5 to 1. The one list that pages draw from.</summary>
public static class Levels
{
    private static readonly string[] Chinese =
    [
        Words.Key("非常不满意"), Words.Key("不满意"), Words.Key("基本满意"), Words.Key("满意"), Words.Key("非常满意"),
    ];

    /// <summary>非常满意 first, as the law lists them.</summary>
    public static IReadOnlyList<int> All { get; } = [5, 4, 3, 2, 1];

    /// <summary>The Chinese word of a level from 1 to 5; the key for <see cref="Words"/>.</summary>
    public static string Word(int level) => Chinese[level - 1];
}
