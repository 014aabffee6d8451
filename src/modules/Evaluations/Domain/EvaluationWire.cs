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

    /// <summary>协助填写: somebody else (family, a volunteer, staff) typed for the rater.</summary>
    public bool? Assisted { get; init; }

    /// <summary>Ratings of linked cases, where a theme is rated.</summary>
    public IReadOnlyList<LinkedWire?>? Items { get; init; }

    /// <summary>问询答案: code of the question → number of the answer, counted from 1; voluntary.</summary>
    public IReadOnlyDictionary<string, int>? Questions { get; init; }

    /// <summary>What <c>…/proof</c> answered, where real names are mandatory.</summary>
    public string? Proof { get; init; }

    /// <summary>The verdict, or every complaint at once.</summary>
    public Result<Verdict> Parse(NationalTags dictionary)
    {
        var parsing = new Parsing();
        var items = ParseItems(parsing, dictionary);
        var saysMore = Tags is { Count: > 0 } || Indicators is { Count: > 0 } || Questions is { Count: > 0 } || Parsing.Clean(Text) is not null;
        var level = parsing.Number("level", Level, 1, 5, required: items.Count == 0 || saysMore);
        var tags = dictionary.Parse(parsing, "tags", Tags, level);
        var indicators = new Dictionary<string, Level>();
        foreach (var (name, value) in (Indicators ?? new Dictionary<string, int>()).Take(40))
        {
            if (parsing.Number($"indicators.{name}", value, 1, 5) is { } grade)
            {
                indicators[name] = (Level)grade;
            }
        }

        var answers = (Questions ?? new Dictionary<string, int>()).Take(MostQuestions + 1).ToDictionary();
        if (answers.Count > MostQuestions)
        {
            parsing.Complain("questions", "too-many", $"问询答案最多 {MostQuestions} 项：请核对 questions。");
        }

        return parsing.IsClean
            ? new Verdict((Level?)level, indicators, tags, Parsing.Clean(Text), Private ?? false) { Items = items, Questions = answers, Assisted = Assisted ?? false }
            : parsing.ToRefusal("invalid-rating");
    }

    private const int MostItems = 200;
    private const int MostQuestions = 40;

    private List<LinkedVerdict> ParseItems(Parsing parsing, NationalTags dictionary)
    {
        var items = new List<LinkedVerdict>();
        if (Items?.Count > MostItems)
        {
            parsing.Complain("items", "too-many", $"一次最多评价 {MostItems} 件关联业务：请核对 items。");
        }

        for (var i = 0; i < Items?.Count && i < MostItems; i++)
        {
            var (item, field) = (Items[i], $"items[{i}]");
            var level = parsing.Number(field + ".level", item?.Level, 1, 5, required: true);
            var number = parsing.Text(field + ".caseNumber", item?.CaseNumber, 100, required: true);
            if (items.Exists(other => other.CaseNumber == number))
            {
                parsing.Complain(field + ".caseNumber", "item-twice", $"“{number}”评价了两次：每件关联业务评价一次。");
            }

            items.Add(new(number ?? "", (Level)(level ?? 1), dictionary.Parse(parsing, field + ".tags", item?.Tags, level), Parsing.Clean(item?.Text)));
        }

        return items;
    }
}

/// <summary>关联业务评价报文 — a rating of one linked case, as it arrives.</summary>
internal sealed record LinkedWire(string? CaseNumber, int? Level, IReadOnlyList<string?>? Tags, string? Text);
