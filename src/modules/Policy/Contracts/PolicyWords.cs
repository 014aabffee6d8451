using Haochaping.Ui;

namespace Haochaping.Policy.Contracts;

/// <summary>规则用语 — how pages of every room say durations and the authority behind a value, in the language of the page.</summary>
public static class PolicyWords
{
    extension(Words t)
    {
        /// <summary>“5 个工作日”, “原则上 10 个工作日”.</summary>
        public string Length(Duration duration)
        {
            var plain = duration switch
            {
                { Length: 0, Unit: DurationUnit.WorkingDay } => t["当个工作日内"],
                { Unit: DurationUnit.WorkingDay } => t["{0} 个工作日", duration.Length],
                { Unit: DurationUnit.NaturalDay } => t["{0} 个自然日", duration.Length],
                { Unit: DurationUnit.Month } => t["{0} 个月", duration.Length],
            };
            return duration.Soft ? t["原则上 {0}", plain] : plain;
        }

        /// <summary>A citation; outside Chinese its code, which is shorter.</summary>
        public string Cite(Citation cite) => !t.IsChinese && cite.Code.Length > 0 ? cite.Code : t[cite.Text];

        /// <summary>What stands beside a value: the article, “默认”, “本地确认（…）”.</summary>
        public string BasisOf(PackValue value) => value.Origin switch
        {
            Origin.Article => string.Join(t.IsChinese ? "、" : ", ", value.Cites.Select(c => t.Cite(c))),
            Origin.NationalPrinciple => t["默认（国办发〔2019〕51号的原则）"],
            Origin.Default => t["默认"],
            Origin.LocalConfirmation => t.IsChinese ? value.Basis : t["本地确认"] + value.Basis["本地确认".Length..],
        };
    }
}
