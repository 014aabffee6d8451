using Haochaping.Evaluations.Storage;

namespace Haochaping.Evaluations.Domain;

/// <summary>窗口重算 — what a changed calendar makes of an open window: never earlier than the citizen was told (our decision). Pure.</summary>
internal static class WindowMove
{
    /// <summary>The task under the calendar it is derived from now.</summary>
    /// <param name="told">The task as it stands.</param>
    /// <param name="derived">The same subject derived anew.</param>
    /// <param name="notice">What the change rests on.</param>
    public static TaskRow Of(TaskRow told, TaskRow derived, string notice)
    {
        var later = derived.ClosesAt > told.ClosesAt;
        return told with
        {
            ClosesAt = later ? derived.ClosesAt : told.ClosesAt,
            Provisional = derived.Provisional,
            SupplementUntil = told.SupplementUntil > derived.SupplementUntil ? told.SupplementUntil : derived.SupplementUntil,
            Calendar = derived.Calendar,
            MovedFrom = later ? told.MovedFrom ?? told.ClosesAt : told.MovedFrom,
            MovedBy = later ? notice : told.MovedBy,
        };
    }

    /// <summary>Whether anybody could see a difference.</summary>
    public static bool Shows(TaskRow before, TaskRow after) => before.ClosesAt != after.ClosesAt || before.Provisional != after.Provisional;
}
