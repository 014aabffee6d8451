using Haochaping.Ui;

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

/// <summary>等级用语 — the typed view of the one list of the five words, <see cref="Levels"/>.</summary>
public static class LevelWords
{
    private static readonly Level[] Best = [.. Levels.All.Select(number => (Level)number)];

    extension(Level)
    {
        /// <summary>All five, best first, as every form shows them.</summary>
        public static IReadOnlyList<Level> BestFirst => Best;

        /// <summary>The level of a statutory word, or null.</summary>
        public static Level? OfWord(string? word) => Best.Where(level => level.Word() == word).Select(level => (Level?)level).FirstOrDefault();
    }

    /// <summary>The statutory word.</summary>
    public static string Word(this Level level) => Levels.Word((int)level);
}
