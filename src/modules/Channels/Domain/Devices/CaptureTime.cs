using System.Globalization;
using Haochaping.Kernel;

namespace Haochaping.Channels.Domain.Devices;

/// <summary>
/// 采集时间 — when a rating was given, judged by the server's clock. A device counts on from the server's time at its last contact and
/// says so; where it never had contact it sends its own clock, and that is moved by as much as the device was off at delivery.
/// What lies after the delivery or before the prompt cannot be right.
/// </summary>
internal static class CaptureTime
{
    /// <summary>What a network and a slow tablet may add.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>The judged instant, or why there is none: <c>capture-time-missing</c>, <c>capture-time-impossible</c>.</summary>
    /// <param name="rating">As it was signed.</param>
    /// <param name="deviceNow">The device's clock at delivery; null where it sent none.</param>
    /// <param name="receivedAt">The server's.</param>
    /// <param name="notBefore">When the prompt was given; null without one.</param>
    public static Result<DateTimeOffset> Judge(DeviceRating rating, DateTimeOffset? deviceNow, DateTimeOffset receivedAt, DateTimeOffset? notBefore)
    {
        if (Read(rating.CapturedAt) is not { } claimed)
        {
            return new Refusal(RefusalKind.Unprocessable, "capture-time-missing", "没有可读的评价时间，评价已留存，未计入。");
        }

        var judged = rating.Clock == "server" || deviceNow is null ? claimed : claimed + (receivedAt - deviceNow.Value);
        return judged > receivedAt + Tolerance || judged < notBefore - Tolerance
            ? new Refusal(RefusalKind.Unprocessable, "capture-time-impossible", "评价时间晚于送达时间或早于邀请时间，评价器时钟不可信，评价已留存，未计入。")
            : judged > receivedAt ? receivedAt : judged;
    }

    /// <summary>An instant as a device writes it, or null.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is >= 1970 and <= 2200 ? at : null;
}
