using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>Which keys a clock's length rests on, and what a reader of a date must be told about them.</summary>
internal static class ClockKeys
{
    public static IReadOnlyList<Citation> CitesOf(Clock clock, IReadOnlyDictionary<string, PackValue> values) =>
        [.. Keys(clock).SelectMany(key => Basis(values[key])).Distinct()];

    private static string[] Keys(Clock clock) => clock switch
    {
        Clock.EvaluationWindow => ["window.length", "window.unit"],
        Clock.Accept => ["deadline.accept"],
        Clock.FirstReply => ["deadline.first_reply"],
        Clock.RectifySimple => ["deadline.simple"],
        Clock.RectifyComplex => ["deadline.complex"],
        Clock.AbsoluteMax => ["deadline.absolute_max"],
        Clock.Contact => ["contact.within"],
        Clock.ResultAudit => ["deadline.result_audit"],
        Clock.SatisfactionVisit => ["satisfaction_visit.within"],
        Clock.AppealFile => ["appeal.file_within"],
        Clock.AppealDecide => ["appeal.decide_within"],
    };

    /// <summary>A default is never dressed up as another place's article.</summary>
    private static IReadOnlyList<Citation> Basis(PackValue value) => value.Origin switch
    {
        Origin.Article or Origin.LocalConfirmation => value.Cites,
        Origin.NationalPrinciple or Origin.Default => [new Citation("", value.Basis)],
    };
}
