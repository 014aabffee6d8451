using Haochaping.Ui;

namespace Haochaping.Evaluations.Domain;

/// <summary>朗读内容 — what is read aloud on the rating page: the question, then the five statutory words.</summary>
internal static class SpokenPhrases
{
    public const string Question = "question";

    /// <summary>In the order they are read.</summary>
    public static IReadOnlyList<string> All { get; } = [Question, .. Levels.All.Select(level => $"{level}")];

    /// <summary>The Chinese words, the key for <see cref="Words"/>.</summary>
    public static string Of(string phrase) => phrase == Question ? Words.Key("您对本次服务满意吗？") : Levels.Word(phrase[0] - '0');
}
