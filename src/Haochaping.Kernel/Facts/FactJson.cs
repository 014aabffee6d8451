using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Haochaping.Kernel.Facts;

/// <summary>How facts become bytes: camelCase, names for enums, Chinese as Chinese, nulls left out, house time with offset.</summary>
public static class FactJson
{
    /// <summary>The one set of options. Never change what it writes: bytes in the journal are never written again.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
