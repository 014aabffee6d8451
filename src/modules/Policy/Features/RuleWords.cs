using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Ui;

namespace Haochaping.Policy.Features;

/// <summary>How pages say rules. Chinese comes from the packs' own labels; elsewhere keys and codes, which are English, speak for themselves.</summary>
internal static class RuleWords
{
    private static readonly string[] Weekdays =
    [
        Words.Key("周日"), Words.Key("周一"), Words.Key("周二"), Words.Key("周三"), Words.Key("周四"), Words.Key("周五"), Words.Key("周六"),
    ];

    private static readonly string[] Holidays =
    [
        Words.Key("元旦"), Words.Key("春节"), Words.Key("清明节"), Words.Key("劳动节"), Words.Key("端午节"), Words.Key("中秋节"), Words.Key("国庆节"),
    ];

    public static Tone ToneOf(Origin origin) => origin switch
    {
        Origin.Article => Tone.Ok,
        Origin.NationalPrinciple or Origin.Default => Tone.Plain,
        Origin.LocalConfirmation => Tone.Warn,
    };

    extension(Words t)
    {
        public string Weekday(DateOnly date) => t[Weekdays[(int)date.DayOfWeek]];

        /// <summary>A holiday's name; notices join two of them with 、 (国庆节、中秋节).</summary>
        public string Holiday(string name) => t.IsChinese ? name : string.Join(", ", name.Split('、').Select(n => Holidays.Contains(n) ? t[n] : n));

        public string Length(int length, string unit, bool soft) =>
            t.Length(new Duration(length, unit switch { "working_day" => DurationUnit.WorkingDay, "natural_day" => DurationUnit.NaturalDay, _ => DurationUnit.Month }, soft));

        /// <summary>Why a day counts or not, where the Chinese sentence of the explanation cannot be shown.</summary>
        public string Reason(DayMark mark, IWorkCalendar calendar, bool first)
        {
            if (t.IsChinese)
            {
                return mark.Why;
            }

            var nature = calendar.Notice(mark.Date) switch
            {
                { IsOffDay: true } day => t["{0}放假", t.Holiday(day.Name)],
                { IsOffDay: false } day => t["{0}调休上班", t.Holiday(day.Name)],
                null => calendar.IsWorkday(mark.Date) ? t["工作日"] : t["周末"],
            };
            return string.Join("; ", [
                .. first && !mark.Counted ? [t["起算日，不计入"]] : (string[])[],
                nature,
                .. calendar.IsKnown(mark.Date) ? (string[])[] : [t["节假日安排尚未公布，暂定"]],
            ]);
        }

        public string Label(PackValue value) => t.IsChinese ? value.Label : value.Key;

        public string Text(PackValue value) => t.IsChinese ? value.Text : value.Raw;

        public string Group(string group, Labels labels) => t.IsChinese ? labels.Group(group) ?? group : group;
    }
}
