using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>评价报文 — a rating as it arrives; every member may be missing.</summary>
internal record EvaluationWire
{
    public int? Level { get; init; }

    public IReadOnlyDictionary<string, int>? Indicators { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    public string? Text { get; init; }

    public bool? Private { get; init; }

    /// <summary>What <c>…/proof</c> answered, where real names are mandatory.</summary>
    public string? Proof { get; init; }

    /// <summary>The verdict, or every complaint at once.</summary>
    public Result<Verdict> Parse(NationalTags dictionary)
    {
        var parsing = new Parsing();
        var level = parsing.Number("level", Level, 1, 5, required: true);
        var tags = dictionary.Parse(parsing, "tags", Tags, level);
        var indicators = new Dictionary<string, Level>();
        foreach (var (name, value) in (Indicators ?? new Dictionary<string, int>()).Take(40))
        {
            if (parsing.Number($"indicators.{name}", value, 1, 5) is { } grade)
            {
                indicators[name] = (Level)grade;
            }
        }

        return parsing.IsClean
            ? new Verdict((Level)level!.Value, indicators, tags, Parsing.Clean(Text), Private ?? false)
            : parsing.ToRefusal("invalid-rating");
    }
}
