using System.Text.Json;
using System.Text.Json.Serialization;

namespace Haochaping.Publication.Domain;

/// <summary>公布的数 — a count, or the bounds a hidden one lies between; in JSON a number or <c>[low, high]</c>.</summary>
[JsonConverter(typeof(AsNumberOrBounds))]
internal readonly record struct ShownCount(long Low, long High)
{
    /// <summary>The count where it is shown.</summary>
    public long? Exact => Low == High ? Low : null;

    /// <summary>A count that is shown.</summary>
    public static implicit operator ShownCount(long count) => new(count, count);

    /// <summary>Between the sums of both bounds.</summary>
    public static ShownCount operator +(ShownCount a, ShownCount b) => new(a.Low + b.Low, a.High + b.High);

    private sealed class AsNumberOrBounds : JsonConverter<ShownCount>
    {
        public override ShownCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                return reader.GetInt64();
            }

            var bounds = JsonSerializer.Deserialize<long[]>(ref reader, options)!;
            return new(bounds[0], bounds[1]);
        }

        public override void Write(Utf8JsonWriter writer, ShownCount value, JsonSerializerOptions options)
        {
            if (value.Exact is { } count)
            {
                writer.WriteNumberValue(count);
                return;
            }

            JsonSerializer.Serialize(writer, new[] { value.Low, value.High }, options);
        }
    }
}

/// <summary>分数 — part of a whole.</summary>
internal readonly record struct Fraction(long Part, long Whole)
{
    [JsonIgnore]
    public double Value => (double)Part / Whole;
}

/// <summary>比率范围 — the lowest and the highest a rate can be; equal where nothing in it is hidden.</summary>
internal sealed record RateRange(Fraction Low, Fraction High)
{
    [JsonIgnore]
    public bool IsExact => Low == High;
}
