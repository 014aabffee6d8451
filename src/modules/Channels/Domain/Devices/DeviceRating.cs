using System.Globalization;
using Haochaping.Evaluations.Contracts;

namespace Haochaping.Channels.Domain.Devices;

/// <summary>设备评价 — one rating as a device signs and sends it; every member may be missing.</summary>
internal sealed record DeviceRating
{
    /// <summary>序号: counts up by one on each device, without a gap.</summary>
    public long? Counter { get; init; }

    /// <summary>The prompt that was answered; without one <see cref="CaseNumber"/> was typed while the network was away.</summary>
    public string? Prompt { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>When the person rated, ISO 8601 with offset.</summary>
    public string? CapturedAt { get; init; }

    /// <summary><c>server</c>: counted on from the server's time at the last contact; <c>device</c>: the device's own clock.</summary>
    public string? Clock { get; init; }

    public int? Level { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Text { get; init; }

    public bool? Private { get; init; }

    /// <summary>Indicator name → 1 to 5; voluntary.</summary>
    public IReadOnlyDictionary<string, int>? Indicators { get; init; }

    /// <summary>Code of a question → number of the answer; voluntary.</summary>
    public IReadOnlyDictionary<string, int>? Questions { get; init; }

    /// <summary>协助填写: somebody else typed for the rater.</summary>
    public bool? Assisted { get; init; }

    /// <summary>Linked cases of a theme with a grade of their own; voluntary.</summary>
    public IReadOnlyList<LinkedGiven>? Linked { get; init; }

    /// <summary>Base64.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// 待签文本 — one member a line in this order, the text last because it may have lines of its own; what is missing is an empty line.
    /// Version 2 has the two lines of what is voluntary, version 3 besides whether somebody helped (1 or 0), how many linked cases follow, and one line for each, by tabulators; a rating
    /// that says no more is signed as the version before, as tablets always did.
    /// </summary>
    public string Canonical(Guid device) => string.Join('\n',
    [
        $"haochaping-device-rating/{(SaysMost ? 3 : SaysMore ? 2 : 1)}", device.ToString("D"), Counter?.ToString(CultureInfo.InvariantCulture) ?? "", Prompt ?? "", CaseNumber ?? "", CapturedAt ?? "", Clock ?? "",
        Level?.ToString(CultureInfo.InvariantCulture) ?? "", string.Join(',', Tags ?? []), Private == true ? "1" : "0",
        .. SaysMore ? new[] { Pairs(Indicators), Pairs(Questions) } : [], .. SaysMost ? MostLines() : [], Text ?? "",
    ]);

    private bool SaysMost => Assisted == true || Linked is { Count: > 0 };

    private bool SaysMore => SaysMost || Indicators is { Count: > 0 } || Questions is { Count: > 0 };

    private IEnumerable<string> MostLines() =>
        [Assisted == true ? "1" : "0", (Linked?.Count ?? 0).ToString(CultureInfo.InvariantCulture), .. (Linked ?? []).Select(l => string.Join('\t', l.CaseNumber, l.Level?.ToString(CultureInfo.InvariantCulture), l.Text))];

    private static string Pairs(IReadOnlyDictionary<string, int>? chosen) =>
        string.Join(',', (chosen ?? new Dictionary<string, int>()).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value.ToString(CultureInfo.InvariantCulture)}"));
}
