using System.Text;
using Haochaping.Kernel;

namespace Haochaping.Policy.Contracts;

/// <summary>评价表校验 — what a place's form takes; one judgement for every door a rating comes in by.</summary>
public static class RatingForm
{
    extension(RulePack pack)
    {
        /// <summary>Everything the form refuses of a rating, in the order of the form; empty when it takes all.</summary>
        /// <param name="level">总体评价.</param>
        /// <param name="indicators">Names of the indicators that were rated.</param>
        /// <param name="tags">How many reasons were ticked.</param>
        /// <param name="text">Free text, cleaned.</param>
        /// <param name="isPrivate">不公开.</param>
        /// <param name="only">The only indicators that are asked for, and no tags (收件环节, 深圳 第十八条); null = the whole form.</param>
        public IReadOnlyList<Complaint> FormComplaints(Level level, IEnumerable<string> indicators, int tags, string? text, bool isPrivate, IReadOnlyList<string>? only = null)
        {
            var form = pack.Form;
            var complaints = new List<Complaint>();
            if (!form.Grades.Contains(level))
            {
                complaints.Add(new("level", "unknown-level", "请从五个等级中选择一个。"));
            }

            complaints.AddRange(indicators.Except(only ?? form.Indicators.All).Select(name => new Complaint("indicators", "unknown-indicator", $"本次评价没有“{name}”这个指标。")));
            if (only is not null && tags > 0)
            {
                complaints.Add(new("tags", "no-tags-here", $"本环节只评价{string.Join("、", only)}，不选原因标签。"));
            }

            if (tags > form.Tags.Max)
            {
                complaints.Add(new("tags", "too-many-tags", $"最多选择 {form.Tags.Max} 个原因。"));
            }

            if (text?.Length > form.FreeText.MaxChars || (text is not null && !form.FreeText.Enabled))
            {
                complaints.Add(new("text", "text-too-long", $"文字最多 {form.FreeText.MaxChars} 个字，现为 {text.Length} 个字，请删减后再提交。"));
            }

            if (text is not null && !IsStorable(text))
            {
                complaints.Add(new("text", "text-not-storable", "文字含有无法保存的字符：请删去后重新提交。"));
            }

            if (form.NegativeReason == NegativeReason.Required && form.IsNegative(level) && tags == 0 && text is null)
            {
                complaints.Add(new("tags", "reason-required", "请选择原因，或写下具体情况。"));
            }

            if (isPrivate && !pack.Identity.PrivateOption)
            {
                complaints.Add(new("private", "no-private-option", "本地规定没有“不公开”选项。"));
            }

            return complaints;
        }
    }

    // The doors clean texts; this holds beneath them as well, alike on both stores: no NUL, no half of a character.
    private static bool IsStorable(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '\0' || !Rune.TryGetRuneAt(text, at, out var rune))
            {
                return false;
            }

            at += rune.Utf16SequenceLength;
        }

        return true;
    }
}
