namespace Haochaping.Policy.Contracts;

/// <summary>评价等级 — the five statutory grades (国办发〔2019〕51号); the number is what is stored and never changes.</summary>
public enum Level
{
    /// <summary>非常不满意 — very dissatisfied.</summary>
    VeryDissatisfied = 1,

    /// <summary>不满意 — dissatisfied.</summary>
    Dissatisfied = 2,

    /// <summary>基本满意 — basically satisfied.</summary>
    BasicallySatisfied = 3,

    /// <summary>满意 — satisfied.</summary>
    Satisfied = 4,

    /// <summary>非常满意 — very satisfied.</summary>
    VerySatisfied = 5,
}

/// <summary>等级用语 — the five words as the documents spell them, in both directions.</summary>
public static class Levels
{
    /// <summary>All five, best first, as every form shows them.</summary>
    public static IReadOnlyList<Level> BestFirst { get; } =
        [Level.VerySatisfied, Level.Satisfied, Level.BasicallySatisfied, Level.Dissatisfied, Level.VeryDissatisfied];

    /// <summary>The statutory word.</summary>
    public static string Word(this Level level) => level switch
    {
        Level.VerySatisfied => "非常满意",
        Level.Satisfied => "满意",
        Level.BasicallySatisfied => "基本满意",
        Level.Dissatisfied => "不满意",
        Level.VeryDissatisfied => "非常不满意",
    };

    /// <summary>The level of a statutory word, or null.</summary>
    public static Level? Parse(string? word)
    {
        foreach (var level in BestFirst)
        {
            if (level.Word() == word)
            {
                return level;
            }
        }

        return null;
    }
}
