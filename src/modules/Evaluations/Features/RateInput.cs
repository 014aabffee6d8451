using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>评价页所填 — the fields of the rating page, by place in the form, so that no Chinese name is a field's name.</summary>
internal sealed class RateInput
{
    public int? Level { get; set; }

    public Dictionary<string, int?>? Indicators { get; set; }

    public Dictionary<string, int?>? Questions { get; set; }

    public Dictionary<string, int?>? Items { get; set; }

    public Dictionary<string, string?>? ItemTexts { get; set; }

    public List<string>? Tags { get; set; }

    public string? Text { get; set; }

    public bool? Private { get; set; }

    public bool? Assisted { get; set; }

    public string? Certificate { get; set; }

    public string? Code { get; set; }

    public string? Proof { get; set; }

    /// <summary>As it is submitted. Without script all reasons are on the page: those of other levels are left out; what was left alone is not sent.</summary>
    public EvaluationWire ToWire(TaskForm form, NationalTags dictionary, string? proof) => new()
    {
        Level = Level,
        Indicators = form.Indicators.Select((name, i) => (name, grade: Indicators?.GetValueOrDefault(i.ToString()))).Where(g => g.grade is not null).ToDictionary(g => g.name, g => g.grade!.Value),
        Tags = [.. (Tags ?? []).Where(t => dictionary.Find(t)?.Level == Level)],
        Text = Text,
        Private = Private,
        Assisted = Assisted,
        Proof = proof,
        Items = Linked(form),
        Questions = form.Questions.Select((q, i) => (q.Code, choice: Questions?.GetValueOrDefault(i.ToString()))).Where(a => a.choice is not null).ToDictionary(a => a.Code, a => a.choice!.Value),
    };

    // A text without a grade is sent too, so that it is asked about and not lost.
    private List<LinkedWire?>? Linked(TaskForm form) => form.Linked.Count == 0 ? null :
        [.. form.Linked.Select((each, i) => new LinkedWire(each.CaseNumber, Items?.GetValueOrDefault(i.ToString()), null, ItemTexts?.GetValueOrDefault(i.ToString())))
            .Where(item => item.Level is not null || !string.IsNullOrWhiteSpace(item.Text))];
}
