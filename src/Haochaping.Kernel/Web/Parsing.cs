using System.Text;
using Haochaping.Kernel.Time;

namespace Haochaping.Kernel.Web;

/// <summary>
/// Parses a request field by field and keeps every complaint, so that a sender sees all mistakes at once. A value that was
/// complained about comes back as null or default; look at <see cref="Complaints"/> before using any.
/// </summary>
public sealed class Parsing
{
    private readonly List<Complaint> complaints = [];

    /// <summary>All complaints so far, in the order of the fields.</summary>
    public IReadOnlyList<Complaint> Complaints => complaints;

    /// <summary>True when nothing was complained about.</summary>
    public bool IsClean => complaints.Count == 0;

    /// <summary>Adds a complaint of the slice's own.</summary>
    public void Complain(string field, string code, string message) => complaints.Add(new(field, code, message));

    /// <summary>A text without control characters, trimmed; complains when it is required and empty, or too long.</summary>
    public string? Text(string field, string? value, int max, bool required = false)
    {
        var text = Clean(value);
        if (text is null && required)
        {
            Complain(field, "required", $"{field} 不能为空。");
        }

        if (text?.Length > max)
        {
            Complain(field, "too-long", $"{field} 最多 {max} 个字，现为 {text.Length} 个字。");
            return null;
        }

        return text;
    }

    /// <summary>A name of a closed set, spelled in camelCase; complains with the names that are known.</summary>
    public T? Choice<T>(string field, string? value, bool required = false)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required)
            {
                Complain(field, "required", $"{field} 不能为空，可填：{Names<T>()}。");
            }

            return null;
        }

        if (!char.IsAsciiDigit(value[0]) && Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
        {
            return parsed;
        }

        Complain(field, "unknown-choice", $"{field} 不认识“{Shorten(value)}”，可填：{Names<T>()}。");
        return null;
    }

    /// <summary>An instant (ISO 8601 with offset; without one it is house time), not later than <paramref name="latest"/>.</summary>
    public DateTimeOffset? Instant(string field, string? value, DateTimeOffset latest, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required)
            {
                Complain(field, "required", $"{field} 不能为空，格式如 2026-11-18T15:20:00+08:00。");
            }

            return null;
        }

        if (!TryInstant(value.Trim(), out var instant) || instant.Year is < 2000 or > 2100)
        {
            Complain(field, "bad-instant", $"{field} 不是有效时间，格式如 2026-11-18T15:20:00+08:00。");
            return null;
        }

        if (instant > latest)
        {
            Complain(field, "in-future", $"{field} 晚于当前时间：请检查发送系统的时钟。");
            return null;
        }

        return instant.ToHouse();
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Number(string field, int? value, int min, int max, bool required = false)
    {
        if (value is null && required)
        {
            Complain(field, "required", $"{field} 不能为空，应为 {min} 到 {max} 的整数。");
        }

        if (value < min || value > max)
        {
            Complain(field, "out-of-range", $"{field} 应为 {min} 到 {max} 的整数。");
            return null;
        }

        return value;
    }

    /// <summary>A refusal with every complaint.</summary>
    public Refusal ToRefusal(string code = "invalid-request") =>
        new(RefusalKind.BadRequest, code, $"有 {complaints.Count} 处需要更正：{complaints[0].Message}", Complaints: complaints);

    /// <summary>Line ends as LF, control characters and outer blanks removed; null when nothing is left.</summary>
    public static string? Clean(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var text = new StringBuilder(value.Length);
        foreach (var rune in value.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
            {
                text.Append(rune);
            }
        }

        var clean = text.ToString().Trim();
        return clean.Length == 0 ? null : clean;
    }

    private static bool TryInstant(string value, out DateTimeOffset instant)
    {
        var zoned = value.EndsWith('Z') || value.LastIndexOfAny(['+', '-']) > 9;
        return DateTimeOffset.TryParse(zoned ? value : value + "+08:00", System.Globalization.CultureInfo.InvariantCulture, out instant);
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join("、", Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));

    private static string Shorten(string value) => value.Length <= 20 ? value : value[..20] + "…";
}
